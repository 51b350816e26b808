namespace KdmpParser.Analysis;

/// <summary>A field of a structure of the kernel, as it was read.</summary>
/// <param name="Name">Windows' name of the field.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Value">What it holds, with what that is called. It can hold text of the dump: encode it before showing it.</param>
public sealed record StructureFact(string Name, VirtualAddress Address, string Value)
{
    /// <summary>One line: name and value.</summary>
    public override string ToString() => $"{Name}: {Value}";
}
