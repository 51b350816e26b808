using KdmpParser.Memory;

namespace KdmpParser.Paging;

/// <summary>
/// What walks through the page tables of one root found out about the upper levels, as a processor's own caches keep it (Intel SDM vol. 3A,
/// 4.10): for each 2 MiB of addresses, the page table that maps them, or where they are as a whole; for each 1 GiB, the page directory. A dump does
/// not change, so what was found stays right.
/// </summary>
/// <param name="captured">Physical memory, in which the tables are.</param>
internal sealed class TranslationCache(CapturedMemory captured)
{
    private const ulong LargePage = 1UL << 21;

    // For 2 GiB of addresses, 8 KiB; where that is not enough, for 32 GiB, 128 KiB. What is not held any more costs a look at a directory, and what the
    // processor had begun in the belief that it would be held.
    private const int FewSlotBits = 10, ManySlotBits = 14;

    /// <summary>More than there were ever kept: some were kept again and again.</summary>
    private const int ManyMisses = 4 << FewSlotBits;

    private readonly TranslationSlots _directories = new(unitBits: 30, slotBits: 9);
    private TranslationSlots _tables = new(unitBits: 21, FewSlotBits);
    private int _misses;

    /// <summary>Translates an address for which a look at the last two levels is enough, or none.</summary>
    /// <param name="address">Any address.</param>
    /// <param name="physical">Where it is.</param>
    /// <returns>Whether it is mapped by a present entry, to a page of the dump. If not, a walk says what it is.</returns>
    public bool TryTranslate(VirtualAddress address, out PhysicalAddress physical)
    {
        physical = default;
        if (!address.IsCanonical || !(_tables.TryGet(address.Value, out KeptEntry kept) || TryDirectory(address, out kept)))
            return false;
        if (!kept.IsPage)
        {
            if (!TryReadEntry(kept, PageTableLevel.Pte, address, out PageTableEntry pte))
                return false;
            physical = pte.Table.Value | address.Value % PhysicalAddress.PageSize;
            return captured.HasPageOf(physical.Value);
        }

        physical = kept.Page | address.Value & (LargePage - 1);
        if (!kept.IsCaptured)
            return captured.HasPageOf(physical.Value);
        captured.ThrowIfDisposed();
        return true;
    }

    /// <summary>Keeps what a walk found.</summary>
    /// <param name="address">The address that was translated.</param>
    /// <param name="steps">The entries that were read.</param>
    public void Add(VirtualAddress address, ReadOnlySpan<PageTableStep> steps)
    {
        foreach (PageTableStep step in steps)
        {
            if (step.IsLargePage || (step.Level == PageTableLevel.Pde && step.Entry.Present))
                TryKeep(address, step, out _);
            else if (step.Level == PageTableLevel.Pdpte && step.Entry.Present && KeptEntry.TryOfTable(captured, step.Entry.Table, out KeptEntry directory))
                _directories.Set(address.Value, directory);
        }
    }

    private bool TryDirectory(VirtualAddress address, out KeptEntry kept)
    {
        if (_misses < ManyMisses && ++_misses == ManyMisses)
            _tables = new(unitBits: 21, ManySlotBits);
        kept = default;
        return _directories.TryGet(address.Value, out KeptEntry directory)
            && TryReadEntry(directory, PageTableLevel.Pde, address, out PageTableEntry pde)
            && TryKeep(address, new(PageTableLevel.Pde, default, pde), out kept);
    }

    private bool TryKeep(VirtualAddress address, PageTableStep step, out KeptEntry kept)
    {
        if (step.PageSize is { } size)
            kept = KeptEntry.OfPage(captured, step.Target!.Value.Value | address.Value & ((ulong)size - 1) & ~(LargePage - 1), LargePage);
        else if (!KeptEntry.TryOfTable(captured, step.Entry.Table, out kept))
            return false;
        _tables.Set(address.Value, kept);
        return true;
    }

    private bool TryReadEntry(KeptEntry table, PageTableLevel level, VirtualAddress address, out PageTableEntry entry)
    {
        bool isRead = captured.TryReadAt(table.Table + sizeof(ulong) * level.Index(address), out ulong value);
        entry = new(value);
        return isRead && entry.Present;
    }
}
