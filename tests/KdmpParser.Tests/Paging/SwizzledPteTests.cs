namespace KdmpParser.Tests;

public class SwizzledPteTests
{
    private const ulong High = 1UL << 45;
    private const ulong Swizzle = 1UL << 4;

    [Theory]
    [InlineData(0x5880 | High, 0x5000)] // swizzle bit clear: the high bit was put there
    [InlineData(0x5880 | High | Swizzle, 0x2000_0000_5000)] // set: it is part of the address
    [InlineData(0x5880 | Swizzle, 0x5000)]
    [InlineData(0x5880, 0x5000)]
    public void The_high_bit_of_a_transition_pte_belongs_to_the_address_when_the_swizzle_bit_says_so(ulong pte, ulong page)
    {
        using KernelDump dump = Machine(pte).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped);
        Assert.True(translation.IsTransition);
        Assert.Equal(page, translation.PhysicalAddress!.Value.Value);
        Assert.Equal(pte, translation.Walk[3].Entry.Value);
        Assert.Equal(page, translation.Walk[3].Target!.Value.Value);
    }

    [Theory]
    [InlineData(0x80 | High, PageTableEntryKind.DemandZero)]
    [InlineData(0x80 | High | Swizzle, PageTableEntryKind.PageFile)]
    [InlineData(0x0001_0000_0000_0080 | High, PageTableEntryKind.PageFile)]
    [InlineData(High, PageTableEntryKind.Zero)]
    public void A_high_bit_that_was_put_there_is_no_page_file_offset(ulong pte, PageTableEntryKind kind)
    {
        using KernelDump dump = Machine(pte).Open();
        Assert.Equal(kind, dump.VirtualMemory.Translate(MachineBytes.Mapped).Entry);
    }

    [Fact]
    public void The_prototype_pte_and_what_points_to_it_are_unswizzled_too()
    {
        // Bit 45 of the PTE is bit 29 of the prototype PTE's address.
        const ulong PrototypeAddress = MachineBytes.Mapped + 0x1018;
        using KernelDump dump = Machine((PrototypeAddress << 16 | 0x400) ^ High).Entry(0x4028, 0x6003).Entry(0x6018, 0x8880 | High).Open();
        Assert.Equal(0x8000UL, dump.VirtualMemory.Translate(MachineBytes.Mapped).PhysicalAddress!.Value.Value);
    }

    [Fact]
    public void A_valid_entry_is_never_changed()
    {
        using KernelDump dump = Machine(0x5007 | High).Open();
        Assert.Equal(0x2000_0000_5000UL, dump.VirtualMemory.Translate(MachineBytes.Mapped).PhysicalAddress!.Value.Value);
    }

    [Fact]
    public void Other_directory_table_bases_are_of_the_same_system()
    {
        using KernelDump dump = Machine(0x5880 | High).Open();
        Assert.Equal(0x5000UL, dump.GetAddressSpace(MachineBytes.Pml4).Translate(MachineBytes.Mapped).PhysicalAddress!.Value.Value);
    }

    [Theory]
    [InlineData(0x10, 0x4742444c, 0x0380, 0x042d)] // another tag: encoded, or not there
    [InlineData(0x10, 0x4742444b, 0x02c3, 0x042d)] // the block ends before the swizzle bit
    [InlineData(0x10, 0x4742444b, 0x0380, 0x0400)] // zero: no swizzling
    [InlineData(0x10, 0x4742444b, 0x0380, 0x002d)]
    [InlineData(0x10, 0x4742444b, 0x0380, 0x046d)] // bit 64 + 45
    [InlineData(0x10, 0x4742444b, 0x0380, 0x442d)] // bit 64 + 4
    public void Without_both_bits_in_the_debugger_data_a_pte_is_taken_as_it_stands(ulong at, uint tag, uint size, uint bits)
    {
        using KernelDump dump = Machine(0x5880 | High, 0x6000 + at, tag, size, bits).Open();
        Assert.Equal(High | 0x5000, dump.VirtualMemory.Translate(MachineBytes.Mapped).PhysicalAddress!.Value.Value);
    }

    /// <summary>KDDEBUGGER_DATA64 at PTE index 6, 0x7000 in physical memory; bit 45 is the high bit and bit 4 the swizzle bit.</summary>
    private static Dump Machine(ulong pte, ulong at = 0x6010, uint tag = 0x4742444b, uint size = 0x380, uint bits = 0x042d) =>
        new(new MachineBytes()
            .Entry(MachineBytes.Pte, pte)
            .Entry(0x4030, 0x7003)
            .Entry(at + 0x1000, tag | (ulong)size << 32)
            .Entry(0x72c0, (ulong)bits << 16));

    private sealed class Dump(MachineBytes machine)
    {
        public Dump Entry(ulong address, ulong value) => new(machine.Entry(address, value));

        public KernelDump Open() => machine.ToDump().U64(0x080, MachineBytes.Mapped + 0x2000).Open();
    }
}
