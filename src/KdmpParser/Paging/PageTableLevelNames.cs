namespace KdmpParser;

/// <summary>Names and geometry of the page-table levels.</summary>
public static class PageTableLevelNames
{
    /// <summary>The name in Intel's spelling: PML4E, PDPTE, PDE, PTE.</summary>
    public static string Name(this PageTableLevel level) => level switch
    {
        PageTableLevel.Pml4e => "PML4E",
        PageTableLevel.Pdpte => "PDPTE",
        PageTableLevel.Pde => "PDE",
        _ => "PTE",
    };

    /// <summary>Lowest bit of the index that the level takes from an address: 39, 30, 21 or 12.</summary>
    public static int Shift(this PageTableLevel level) => 39 - 9 * (int)level;

    /// <summary>Index of the entry that translates an address at this level, 0 to 511.</summary>
    public static int Index(this PageTableLevel level, VirtualAddress address) => (int)(address.Value >> level.Shift() & 0x1ff);
}
