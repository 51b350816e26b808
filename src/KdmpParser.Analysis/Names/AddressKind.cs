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

    /// <summary>Nothing is mapped there.</summary>
    Free,
}
