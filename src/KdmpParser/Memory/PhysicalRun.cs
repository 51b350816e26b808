namespace KdmpParser;

/// <summary>Pages that follow each other in physical memory and in the file.</summary>
/// <param name="Start">Address of the first page.</param>
/// <param name="PageCount">How many pages of 4096 bytes.</param>
/// <param name="FileOffset">Where the first page is in the file, in bytes.</param>
public readonly record struct PhysicalRun(PhysicalAddress Start, long PageCount, long FileOffset)
{
    /// <summary>One line: address, pages and place in the file.</summary>
    public override string ToString() => FormattableString.Invariant($"{Start}: {PageCount} pages at 0x{FileOffset:x} of the file");
}
