namespace KdmpParser.Paging;

/// <summary>
/// Entries by the addresses that they are about. What comes later takes the place of what was there. Safe for concurrent use: a slot is one word,
/// which also says of which addresses it is.
/// </summary>
/// <param name="unitBits">An entry is about 2 to the power of this many bytes.</param>
/// <param name="slotBits">There are 2 to the power of this many slots.</param>
internal sealed class TranslationSlots(int unitBits, int slotBits)
{
    // Of a 48-bit address, the bits that say neither where in the unit nor in which slot, and one more than that, so that zero is nobody's. 18 bits are
    // left for it beside an entry, so the two sizes make 31 at least.
    private readonly ulong _tagMask = (1UL << (48 - unitBits - slotBits)) - 1;
    private readonly ulong[] _slots = new ulong[1 << slotBits];

    public bool TryGet(ulong address, out KeptEntry entry)
    {
        ulong slot = Volatile.Read(ref _slots[Slot(address)]);
        entry = new(slot & ((1UL << KeptEntry.Bits) - 1));
        return slot >> KeptEntry.Bits == Tag(address);
    }

    public void Set(ulong address, KeptEntry entry) => Volatile.Write(ref _slots[Slot(address)], Tag(address) << KeptEntry.Bits | entry.Value);

    private int Slot(ulong address) => (int)(address >> unitBits & ((1UL << slotBits) - 1));

    private ulong Tag(ulong address) => (address >> (unitBits + slotBits) & _tagMask) + 1;
}
