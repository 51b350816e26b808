namespace KdmpParser;

/// <summary>Why a translation failed or a read stopped.</summary>
/// <param name="Reason">The reason, for code that decides.</param>
/// <param name="Address">The first address that could not be had, in the address space that was asked.</param>
/// <param name="Level">Where the walk of the page tables ended; <see langword="null"/> when no level failed.</param>
/// <param name="Missing">The physical address that is not in the dump: of the page-table entry or of the byte.</param>
/// <param name="Entry">What the entry says that maps nothing; <see langword="null"/> when no entry did.</param>
public readonly record struct MemoryFailure(
    MemoryFailureReason Reason,
    ulong Address,
    PageTableLevel? Level = null,
    PhysicalAddress? Missing = null,
    PageTableEntryKind? Entry = null)
{
    /// <summary>The reason as a phrase that can follow an address, such as <c>not present at PDE</c>.</summary>
    public override string ToString() => Reason switch
    {
        MemoryFailureReason.NonCanonical => "not a canonical address",
        MemoryFailureReason.NotPresent => $"not present at {Level?.Name()}{Note}",
        MemoryFailureReason.PageTableNotInDump => $"the page table with the {Level?.Name()} at {Missing} is not in the dump",
        MemoryFailureReason.PageNotInDump when Missing is { } page && page.Value != Address => $"translated to {Missing}, which is not in the dump",
        MemoryFailureReason.PageNotInDump => "the page is not in the dump",
        MemoryFailureReason.NotCaptured => "not among the memory that this small dump kept",
        MemoryFailureReason.Truncated when Level is { } level => $"the page table with the {level.Name()} at {Missing} is past the end of the file",
        MemoryFailureReason.Truncated when Missing is { } page && page.Value != Address => $"translated to {Missing}, which is past the end of the file",
        MemoryFailureReason.Truncated => "the file ends before it",
        MemoryFailureReason.EndOfAddressSpace => "past the end of the address space",
        MemoryFailureReason.NoPageTables => "the dump has no page tables that can be walked",
        MemoryFailureReason.UnsupportedPageTables =>
            "ARM64 page tables are not supported yet: TTBR0_EL1, TTBR1_EL1 and TCR_EL1 are missing, which the dump header does not record",
        MemoryFailureReason.LeftOut => "left out: the dump is redacted",
        _ => Reason.ToString(),
    };

    private string Note => Entry switch
    {
        PageTableEntryKind.Transition => " (a page table in transition)",
        PageTableEntryKind.Prototype => " (through a prototype PTE that maps nothing or cannot be read)",
        PageTableEntryKind.PageFile => " (the page is in a page file)",
        PageTableEntryKind.DemandZero => " (demand zero: never touched)",
        PageTableEntryKind.Zero => " (the entry is zero: never used)",
        _ => "",
    };
}
