namespace KdmpParser.Analysis;

/// <summary>Which entry of the page tables an address of the self-map is.</summary>
/// <param name="Level">The level of the entry.</param>
/// <param name="Maps">The first virtual address that the entry translates.</param>
public readonly record struct PageTablePlace(PageTableLevel Level, VirtualAddress Maps)
{
    /// <summary>A few words: <c>PTE of fffff805`10600000</c>.</summary>
    public override string ToString() => $"{Level.Name()} of {Maps}";
}
