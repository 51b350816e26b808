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

    /// <summary>The dump has no page tables that this library can walk: a small dump, or physical memory of an ARM64 machine.</summary>
    NoPageTables,
}
