using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace KdmpParser.Paging;

/// <summary>One walk through the page tables, on the stack: everything that <see cref="Translation"/> shows, without an allocation.</summary>
internal struct PageWalk
{
    /// <summary>Bits 51:12 of a directory table base are the address of the root; the low ones can hold a PCID.</summary>
    public const ulong RootMask = 0x000f_ffff_ffff_f000;

    private StepArray _steps;

    public MemoryFailure? Failure { get; private set; }

    public PhysicalAddress Address { get; private set; }

    /// <summary>Zero as long as no entry mapped a page.</summary>
    public long PageSize { get; private set; }

    /// <summary>Kind of the last entry that was read in the tables.</summary>
    public PageTableEntryKind? LastKind { get; private set; }

    /// <summary>The prototype PTE that the page's PTE points to, where it could be read.</summary>
    public PageTableStep? Prototype { get; private set; }

    public PageRights Rights { get; private set; }

    public int StepCount { get; private set; }

    [UnscopedRef]
    public readonly ReadOnlySpan<PageTableStep> Steps => ((ReadOnlySpan<PageTableStep>)_steps)[..StepCount];

    public static PageWalk Run(in PageTables tables, VirtualAddress address)
    {
        var walk = new PageWalk { Rights = PageRights.All };
        if (!address.IsCanonical)
            walk.Failure = new(MemoryFailureReason.NonCanonical, address.Value);
        else if (walk.Descend(tables, address) is { Level: PageTableLevel.Pte, Meaning.PrototypeAddress: { } prototype })
            walk.Follow(tables, prototype, address);
        return walk;
    }

    /// <summary>The answer where there is nothing to walk.</summary>
    public static PageWalk Impossible(VirtualAddress address, MemoryFailureReason reason) => new() { Failure = new(reason, address.Value) };

    /// <returns>The last entry that was read.</returns>
    private PageTableStep? Descend(in PageTables tables, VirtualAddress address)
    {
        PhysicalAddress table = tables.Root;
        for (PageTableLevel level = PageTableLevel.Pml4e; ; level++)
        {
            PhysicalAddress entryAddress = table.Value + 8 * (ulong)level.Index(address);
            if (!tables.TryReadEntry(level, entryAddress, out PageTableStep step, out MemoryFailureReason reason))
            {
                LastKind = null;
                Failure = new(reason, address.Value, level, entryAddress);
                return null;
            }

            _steps[StepCount++] = step;
            LastKind = step.Meaning.Kind;
            if (step.Target is not { } target)
            {
                Failure = new(MemoryFailureReason.NotPresent, address.Value, level, Entry: LastKind);
                return step;
            }

            Rights = Rights.Through(step.Entry);
            if (step.PageSize is { } size)
            {
                Arrive(tables, target, size, address);
                return step;
            }

            table = target;
        }
    }

    /// <summary>
    /// A shared page that this process has not touched: its prototype PTE, itself in pageable memory, can be valid or in transition. Where
    /// that one's own page is again behind a prototype PTE, nothing is followed: the chain has one link on Windows. One that is not aligned is
    /// none: it could lie on two pages.
    /// </summary>
    private void Follow(in PageTables tables, VirtualAddress prototype, VirtualAddress address)
    {
        var way = new PageWalk { Rights = PageRights.All };
        way.Descend(tables, prototype);
        if (prototype.Value % sizeof(ulong) != 0 || way.Failure is not null || !tables.TryReadEntry(PageTableLevel.Pte, way.Address, out PageTableStep step, out _))
            return;

        Prototype = step;
        if (step.Target is { } target)
            Arrive(tables, target, PhysicalAddress.PageSize, address);
        else
            Failure = new(MemoryFailureReason.NotPresent, address.Value, PageTableLevel.Pte, Entry: step.Meaning.Kind);
    }

    private void Arrive(in PageTables tables, PhysicalAddress page, long size, VirtualAddress address)
    {
        PageSize = size;
        Address = page.Value | address.Value & ((ulong)size - 1);
        Failure = tables.Memory.WhyMissing(Address) is { } reason ? new(reason, address.Value, Missing: Address) : null;
    }

    [InlineArray(4)]
    private struct StepArray
    {
        private PageTableStep _first;
    }
}
