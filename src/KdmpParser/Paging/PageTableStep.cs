namespace KdmpParser;

/// <summary>One entry that a walk read.</summary>
/// <param name="Level">The level of the entry.</param>
/// <param name="Address">Where the entry is in physical memory.</param>
/// <param name="Entry">Its content, as it is in memory.</param>
public readonly record struct PageTableStep(PageTableLevel Level, PhysicalAddress Address, PageTableEntry Entry)
{
    /// <summary>The content without what Windows adds against L1TF to entries that the processor does not use; else the same as <see cref="Entry"/>.</summary>
    public PageTableEntry Meaning { get; init; } = Entry;

    /// <summary>Whether the entry maps a page of 1 GiB or 2 MiB: the same bit means something else in a PML4E and in a PTE.</summary>
    public bool IsLargePage => Entry.Present && Entry.LargePage && Level is PageTableLevel.Pdpte or PageTableLevel.Pde;

    /// <summary>Size in bytes of the page that the entry maps; <see langword="null"/> when it points to a table or maps nothing.</summary>
    public long? PageSize => IsLargePage || (Level == PageTableLevel.Pte && (Entry.Present || Meaning.Kind == PageTableEntryKind.Transition))
        ? 1L << Level.Shift()
        : null;

    /// <summary>Where the page or the table is that the entry names; <see langword="null"/> when it names none.</summary>
    public PhysicalAddress? Target => PageSize is { } size ? Meaning.Page(size) : Entry.Present ? Entry.Table : null;

    /// <summary>One line: level, address and content.</summary>
    public override string ToString() => $"{Level.Name()} at {Address}: {Entry}";
}
