namespace KdmpParser.Analysis.Code;

/// <summary>The bounds of a function.</summary>
/// <param name="Begin">Its first byte.</param>
/// <param name="End">The first byte behind it.</param>
internal readonly record struct CodeRange(VirtualAddress Begin, VirtualAddress End)
{
    public bool Contains(VirtualAddress address) => address >= Begin && address < End;
}
