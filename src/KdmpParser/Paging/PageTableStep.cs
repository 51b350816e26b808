namespace KdmpParser;

/// <summary>One entry that a walk read.</summary>
/// <param name="Level">The level of the entry.</param>
/// <param name="Address">Where the entry is in physical memory.</param>
/// <param name="Entry">Its content.</param>
public readonly record struct PageTableStep(PageTableLevel Level, PhysicalAddress Address, PageTableEntry Entry);
