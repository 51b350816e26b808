namespace KdmpParser;

/// <summary>Pages that follow each other in physical memory and differ in the same way.</summary>
/// <param name="Kind">How they differ.</param>
/// <param name="Start">Address of the first page.</param>
/// <param name="PageCount">How many pages of 4096 bytes; at least one.</param>
public readonly record struct PageDifference(PageDifferenceKind Kind, PhysicalAddress Start, long PageCount);
