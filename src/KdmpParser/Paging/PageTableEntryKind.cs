namespace KdmpParser;

/// <summary>What a page-table entry says: to the processor when its present bit is set, to Windows' memory manager when not.</summary>
public enum PageTableEntryKind
{
    /// <summary>Present: the processor uses it.</summary>
    Valid,

    /// <summary>Not present for the processor, but the page's content is still in memory, at the frame that the entry names.</summary>
    Transition,

    /// <summary>Points to a prototype PTE, which describes a shared page.</summary>
    Prototype,

    /// <summary>The page is in a page file.</summary>
    PageFile,

    /// <summary>The page will be zeroes when it is first touched.</summary>
    DemandZero,

    /// <summary>All bits are zero: never used.</summary>
    Zero,
}
