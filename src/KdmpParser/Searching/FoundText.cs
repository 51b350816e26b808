namespace KdmpParser;

/// <summary>A run of printable characters in memory.</summary>
/// <param name="Address">Of the first character, in the address space that was asked: physical or virtual.</param>
/// <param name="Encoding">How it stands there.</param>
/// <param name="Text">Printable ASCII only. Cut at <see cref="KernelDumpLimits.StringBytes"/>.</param>
/// <param name="Length">Characters in memory; more than the text has where it was cut.</param>
public readonly record struct FoundText(ulong Address, TextEncoding Encoding, string Text, long Length)
{
    /// <summary>Whether the text is only the beginning.</summary>
    public bool IsCut => Length > Text.Length;
}
