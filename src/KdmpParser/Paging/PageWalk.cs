using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KdmpParser.Paging;

/// <summary>One walk through the page tables, on the stack: everything that <see cref="Translation"/> shows, without an allocation.</summary>
internal struct PageWalk
{
    /// <summary>Bits 51:12 of a directory table base are the address of the root; the low ones can hold a PCID.</summary>
    private const ulong RootMask = 0x000f_ffff_ffff_f000;

    private StepArray _steps;

    public MemoryFailure? Failure { get; private set; }

    public PhysicalAddress Address { get; private set; }

    /// <summary>Zero as long as no entry mapped a page.</summary>
    public long PageSize { get; private set; }

    /// <summary>Kind of the last entry that was read.</summary>
    public PageTableEntryKind? LastKind { get; private set; }

    public bool Writable { get; private set; }

    public bool User { get; private set; }

    public bool Executable { get; private set; }

    public int StepCount { get; private set; }

    [UnscopedRef]
    public readonly ReadOnlySpan<PageTableStep> Steps => ((ReadOnlySpan<PageTableStep>)_steps)[..StepCount];

    public static PageWalk Run(PhysicalMemory memory, ulong directoryTableBase, VirtualAddress address)
    {
        var walk = new PageWalk { Writable = true, User = true, Executable = true };
        if (address.IsCanonical)
            walk.Descend(memory, directoryTableBase & RootMask, address);
        else
            walk.Failure = new(MemoryFailureReason.NonCanonical, address.Value);
        return walk;
    }

    /// <summary>The answer where there is nothing to walk.</summary>
    public static PageWalk Impossible(VirtualAddress address) =>
        new() { Failure = new(MemoryFailureReason.NoPageTables, address.Value) };

    private void Descend(PhysicalMemory memory, PhysicalAddress table, VirtualAddress address)
    {
        for (PageTableLevel level = PageTableLevel.Pml4e; ; level++)
        {
            PhysicalAddress entryAddress = table.Value + 8 * (ulong)level.Index(address);
            ulong value = 0;
            if (!memory.Read(entryAddress, MemoryMarshal.AsBytes(new Span<ulong>(ref value))).IsComplete)
            {
                LastKind = null;
                Failure = new(MemoryFailureReason.PageTableNotInDump, address.Value, level, entryAddress);
                return;
            }

            var entry = new PageTableEntry(value);
            var step = new PageTableStep(level, entryAddress, entry);
            _steps[StepCount++] = step;
            LastKind = entry.Kind;
            if (step.Target is not { } target)
            {
                Failure = new(MemoryFailureReason.NotPresent, address.Value, level);
                return;
            }

            // Intel SDM vol. 3A, 4.6: a right must be granted at every level.
            Writable &= entry.Writable;
            User &= entry.User;
            Executable &= !entry.NoExecute;

            if (step.PageSize is { } size)
            {
                PageSize = size;
                Address = target.Value | address.Value & ((ulong)size - 1);
                if (!memory.Contains(Address))
                    Failure = new(MemoryFailureReason.PageNotInDump, address.Value, Missing: Address);
                return;
            }

            table = target;
        }
    }

    [InlineArray(4)]
    private struct StepArray
    {
        private PageTableStep _first;
    }
}
