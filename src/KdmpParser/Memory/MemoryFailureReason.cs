namespace KdmpParser;

/// <summary>The reasons why a byte cannot be had. They mean different things to whoever reads a dump, so they are told apart.</summary>
public enum MemoryFailureReason
{
    /// <summary>Bits 63:47 of the virtual address are not all equal: no processor would translate it.</summary>
    NonCanonical,

    /// <summary>A page-table entry says that there is no page, at <see cref="MemoryFailure.Level"/>.</summary>
    NotPresent,

    /// <summary>The page table itself was not captured, at <see cref="MemoryFailure.Level"/>: nothing is known about the address.</summary>
    PageTableNotInDump,

    /// <summary>The page is known by its physical address, but was not captured.</summary>
    PageNotInDump,

    /// <summary>A small dump did not keep this address.</summary>
    NotCaptured,

    /// <summary>The file ended or shrank before the byte.</summary>
    Truncated,

    /// <summary>The read would go on past the last address.</summary>
    EndOfAddressSpace,

    /// <summary>The dump has no page tables: a small dump, or one whose header records no directory table base.</summary>
    NoPageTables,

    /// <summary>
    /// The page tables are of a kind that this library does not walk yet: those of ARM64, whose roots (TTBR0_EL1, TTBR1_EL1) and geometry
    /// (TCR_EL1) no field of the dump header records.
    /// </summary>
    UnsupportedPageTables,

    /// <summary>The dump is redacted (<see cref="KernelDump.Redact"/>): it has no memory.</summary>
    LeftOut,
}
