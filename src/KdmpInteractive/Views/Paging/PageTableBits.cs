using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>What the bits of a page-table entry say, as WinDbg's letters and in words.</summary>
internal static class PageTableBits
{
    /// <summary>One letter for each bit, in the order of <c>!pte</c>: global, large, dirty, accessed, no cache, write-through, user or kernel, write or read, execute, valid.</summary>
    public static string Letters(PageTableStep step) => !step.Entry.Present ? "-" : new(
    [
        step.Entry.Global ? 'G' : '-',
        step.IsLargePage ? 'L' : '-',
        step.Entry.Dirty ? 'D' : '-',
        step.Entry.Accessed ? 'A' : '-',
        step.Entry.CacheDisabled ? 'N' : '-',
        step.Entry.WriteThrough ? 'T' : '-',
        step.Entry.User ? 'U' : 'K',
        step.Entry.Writable ? 'W' : 'R',
        step.Entry.NoExecute ? '-' : 'E',
        'V',
    ]);

    /// <summary>The bits spelled out; those that the processor ignores in an entry that points to a table are left out (Intel SDM vol. 3A, 4.5).</summary>
    public static string Words(PageTableStep step)
    {
        PageTableEntry entry = step.Entry;
        if (!entry.Present)
            return Kind(step);
        (bool Is, string Word)[] bits =
        [
            (step.IsLargePage, "large page"),
            (true, entry.Writable ? "writable" : "read-only"),
            (true, entry.NoExecute ? "no execute" : "executable"),
            (true, entry.User ? "user" : "kernel"),
            (entry.Accessed, "accessed"),
            (step.PageSize is not null && entry.Dirty, "dirty"),
            (step.PageSize is not null && entry.Global, "global"),
            (entry.WriteThrough, "write-through"),
            (entry.CacheDisabled, "not cached"),
        ];
        return string.Join(", ", bits.Where(bit => bit.Is).Select(bit => bit.Word));
    }

    /// <summary>What an entry is that the processor does not use.</summary>
    public static string Kind(PageTableStep step) => step.Meaning.Kind switch
    {
        PageTableEntryKind.Transition => "in transition",
        PageTableEntryKind.Prototype => "prototype",
        PageTableEntryKind.PageFile => "in a page file",
        PageTableEntryKind.DemandZero => "demand zero",
        PageTableEntryKind.Zero => "never used",
        _ => "valid",
    };
}
