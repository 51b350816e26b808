namespace KdmpParser.Analysis;

/// <summary>What lies at an address.</summary>
public enum AddressKind
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>A loaded module.</summary>
    Module,

    /// <summary>Where a driver was before it was unloaded.</summary>
    UnloadedDriver,

    /// <summary>The kernel stack of a thread that a processor ran.</summary>
    Stack,

    /// <summary>The page tables, through the entry of the PML4 that points to itself.</summary>
    PageTables,

    /// <summary>Nothing is mapped there: an entry of the page tables is all zeros.</summary>
    Free,

    /// <summary>The first 64 KiB, where Windows maps nothing: a null pointer and a distance (MM_ALLOCATION_GRANULARITY of wdm.h).</summary>
    NullPage,

    /// <summary>No address for the processor: bits 63:47 are not all equal.</summary>
    NonCanonical,

    /// <summary>KUSER_SHARED_DATA, at the kernel's address or at that of user mode (KI_USER_SHARED_DATA of ntddk.h).</summary>
    SharedUserData,

    /// <summary>Memory that is mapped, and in the dump, but of no module.</summary>
    Mapped,

    /// <summary>Memory that is allocated, but not in physical memory: in a page file, zeros to be, shared and not there.</summary>
    NotResident,

    /// <summary>The dump does not have it, so nothing more can be said.</summary>
    NotInDump,
}
