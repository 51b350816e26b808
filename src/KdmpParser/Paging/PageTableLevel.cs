namespace KdmpParser;

/// <summary>The levels of x64 page tables, from the root down, named after their entries (Intel SDM vol. 3A, 4.5).</summary>
public enum PageTableLevel
{
    /// <summary>Entry of the page map level 4 table; covers 512 GiB.</summary>
    Pml4e,

    /// <summary>Entry of a page directory pointer table; covers 1 GiB and can map a page of that size.</summary>
    Pdpte,

    /// <summary>Entry of a page directory; covers 2 MiB and can map a page of that size.</summary>
    Pde,

    /// <summary>Entry of a page table; maps 4 KiB.</summary>
    Pte,
}
