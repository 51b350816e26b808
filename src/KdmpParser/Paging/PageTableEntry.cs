namespace KdmpParser;

/// <summary>
/// A page-table entry of any level: Intel SDM vol. 3A, 4.5 (tables 4-15 to 4-20) where it is present, Windows' software formats
/// (MMPTE_TRANSITION, MMPTE_PROTOTYPE, MMPTE_SOFTWARE) where it is not.
/// </summary>
/// <param name="Value">The raw 64 bits.</param>
public readonly record struct PageTableEntry(ulong Value)
{
    private const ulong FrameMask = 0x000f_ffff_ffff_f000;

    /// <summary>The frame of a transition PTE is in bits 47:12.</summary>
    private const ulong TransitionFrameMask = 0x0000_ffff_ffff_f000;

    /// <summary>Bit 0: the processor uses the entry.</summary>
    public bool Present => Bit(0);

    /// <summary>Bit 1: writes are allowed.</summary>
    public bool Writable => Bit(1);

    /// <summary>Bit 2: user mode may use it.</summary>
    public bool User => Bit(2);

    /// <summary>Bit 3, PWT: write-through caching.</summary>
    public bool WriteThrough => Bit(3);

    /// <summary>Bit 4, PCD: no caching.</summary>
    public bool CacheDisabled => Bit(4);

    /// <summary>Bit 5: used since the bit was last cleared.</summary>
    public bool Accessed => Bit(5);

    /// <summary>Bit 6: written to since the bit was last cleared.</summary>
    public bool Dirty => Bit(6);

    /// <summary>Bit 7, PS: the entry maps a large page (means that in a PDPTE and a PDE only).</summary>
    public bool LargePage => Bit(7);

    /// <summary>Bit 8: kept when the directory table base changes.</summary>
    public bool Global => Bit(8);

    /// <summary>Bit 63, XD: instructions cannot be fetched.</summary>
    public bool NoExecute => Bit(63);

    /// <summary>What the entry says. Windows tests the prototype bit (10) before the transition bit (11).</summary>
    public PageTableEntryKind Kind
    {
        get
        {
            if (Present)
                return PageTableEntryKind.Valid;
            if (Value == 0)
                return PageTableEntryKind.Zero;
            if (Bit(10))
                return PageTableEntryKind.Prototype;
            if (Bit(11))
                return PageTableEntryKind.Transition;
            return Value >> 32 == 0 ? PageTableEntryKind.DemandZero : PageTableEntryKind.PageFile;
        }
    }

    /// <summary>Address of the table that a present entry of an upper level points to.</summary>
    public PhysicalAddress Table => Value & FrameMask;

    /// <summary>Address of the page that a present or transition entry maps; for a large page, bits below its size are not address (bit 12 is PAT).</summary>
    /// <param name="pageSize">4 KiB, 2 MiB or 1 GiB, in bytes.</param>
    public PhysicalAddress Page(long pageSize) =>
        (Present ? Value & FrameMask : Value & TransitionFrameMask) & ~((ulong)pageSize - 1);

    /// <summary>
    /// Where the prototype PTE is that an entry of kind <see cref="PageTableEntryKind.Prototype"/> points to: bits 63:16, sign-extended
    /// (MMPTE_PROTOTYPE). <see langword="null"/> where bits 63:32 are all ones, which sends Windows to the VAD instead.
    /// </summary>
    public VirtualAddress? PrototypeAddress =>
        Kind != PageTableEntryKind.Prototype || Value >> 32 == uint.MaxValue ? null : VirtualAddress.SignExtended(Value >> 16);

    /// <summary>One line: the raw bits and what they say.</summary>
    public override string ToString() => FormattableString.Invariant($"{Value:x16} {Kind}");

    private bool Bit(int bit) => (Value >> bit & 1) != 0;
}
