namespace KdmpParser;

/// <summary>Pages that follow each other in physical memory.</summary>
/// <param name="Start">Address of the first page, a multiple of 4096.</param>
/// <param name="PageCount">How many pages of 4096 bytes; at least one.</param>
public readonly record struct PageRange(PhysicalAddress Start, long PageCount)
{
    /// <summary>One line: address and pages.</summary>
    public override string ToString() => FormattableString.Invariant($"{Start}: {PageCount} pages");
}
