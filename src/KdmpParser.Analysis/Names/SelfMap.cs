using System.Runtime.InteropServices;

namespace KdmpParser.Analysis.Names;

/// <summary>
/// The entry of the PML4 that points to the PML4 itself: through it, Windows sees all page tables as one array. Which one it is, Windows chooses at each start
/// since 10 1607; it was 0x1ed before.
/// </summary>
/// <param name="slot">The index of the entry.</param>
internal sealed class SelfMap(int slot)
{
    private const int Entries = 512;

    /// <summary>Bits of an address that each level takes, and those of an entry in its table.</summary>
    private const int IndexBits = 9, EntryBits = 3;

    private const ulong TableMask = 0x000f_ffff_ffff_f000;

    /// <returns><see langword="null"/> where there are no page tables, the PML4 is not in the dump, or has no such entry.</returns>
    public static SelfMap? Find(KernelDump dump)
    {
        if (!dump.VirtualMemory.HasPageTables || dump.PhysicalMemory is not { } memory || dump.VirtualMemory.DirectoryTableBase is not { } directoryTableBase)
            return null;
        var root = new PhysicalAddress(directoryTableBase & TableMask);
        var entries = new PageTableEntry[Entries];
        int read = memory.Read(root, MemoryMarshal.AsBytes(entries.AsSpan())).BytesRead / sizeof(ulong);
        int slot = Array.FindIndex(entries, 0, read, entry => entry.Present && entry.Table == root);
        return slot < 0 ? null : new(slot);
    }

    /// <summary>Which entry an address of the self-map is.</summary>
    /// <returns><see langword="null"/> for every other address.</returns>
    public PageTablePlace? Find(VirtualAddress address)
    {
        if (PageTableLevel.Pml4e.Index(address) != slot)
            return null;

        // Each further index that is the slot again leads through the PML4 once more, and so one level less far down.
        PageTableLevel level = PageTableLevel.Pte;
        while (level > PageTableLevel.Pml4e && (PageTableLevel.Pte - level + PageTableLevel.Pdpte).Index(address) == slot)
            level--;

        // What is left of the address are the indices of the entry, as many as its level has.
        int bits = IndexBits * ((int)level + 1) + EntryBits;
        ulong indices = (address.Value & (1UL << bits) - 1) >> EntryBits;
        return new(level, VirtualAddress.SignExtended(indices << level.Shift()));
    }
}
