namespace KdmpParser.Tests;

public class PrototypePteTests
{
    /// <summary>A kernel page at PTE index 5 of the same table, 0x6000 in physical memory, that holds the prototype PTE 0x18 bytes into it.</summary>
    private const ulong PoolPte = 0x4028;
    private const ulong PrototypeAddress = MachineBytes.Mapped + 0x1018;

    /// <summary>The page's own PTE: the address of the prototype PTE in bits 63:16, the prototype bit 10.</summary>
    private const ulong Pte = PrototypeAddress << 16 | 0x400;

    [Theory]
    [InlineData(0x8007, false)]
    [InlineData(0x8880, true)]
    [InlineData(0x8000_0000_0000_8121, false)] // bit 63 is no address
    public void A_page_behind_a_prototype_pte_in_memory_is_readable(ulong prototype, bool isTransition)
    {
        using KernelDump dump = Machine(prototype).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped + 0x123);
        Assert.Null(translation.Failure);
        Assert.Equal(0x8123UL, translation.PhysicalAddress!.Value.Value);
        Assert.Equal((PageTableEntryKind.Prototype, isTransition, 4096L), (translation.Entry, translation.IsTransition, translation.PageSize));
        Assert.Equal((0x6018UL, prototype), (translation.PrototypePte!.Value.Address.Value, translation.PrototypePte.Value.Entry.Value));
        Assert.Equal((null, null, null), (translation.Writable, translation.User, translation.Executable));
        Assert.Equal(4, translation.Walk.Length);
        Assert.Equal(MachineBytes.Content(0x8123, 8), dump.VirtualMemory.View(MachineBytes.Mapped + 0x123, 8).Bytes);
    }

    [Fact]
    public void A_prototype_pte_with_bit_11_set_too_is_followed_as_a_prototype()
    {
        using KernelDump dump = Machine(0x8007).Entry(MachineBytes.Pte, Pte | 0x800).Open();
        Assert.Equal(0x8000UL, dump.VirtualMemory.Translate(MachineBytes.Mapped).PhysicalAddress!.Value.Value);
    }

    [Theory]
    [InlineData(0, PageTableEntryKind.Zero)]
    [InlineData(0x0001_2345_0000_0080, PageTableEntryKind.PageFile)]
    [InlineData(0x80, PageTableEntryKind.DemandZero)]
    [InlineData(0xffff_c08b_5e20_0400, PageTableEntryKind.Prototype)] // a subsection of a file, no second prototype PTE
    public void A_prototype_pte_that_maps_nothing_says_where_the_page_is(ulong prototype, PageTableEntryKind kind)
    {
        using KernelDump dump = Machine(prototype).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.NotPresent, MachineBytes.Mapped, PageTableLevel.Pte, Entry: kind), translation.Failure);
        Assert.Equal(PageTableEntryKind.Prototype, translation.Entry);
        Assert.Null(translation.PhysicalAddress);
    }

    [Fact]
    public void The_page_behind_a_prototype_pte_may_be_missing()
    {
        using KernelDump dump = Machine(MachineBytes.Nowhere | 7).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.PageNotInDump, MachineBytes.Mapped, Missing: MachineBytes.Nowhere), translation.Failure);
        Assert.True(dump.VirtualMemory.TryTranslate(MachineBytes.Mapped, out PhysicalAddress physical));
        Assert.Equal(MachineBytes.Nowhere, physical.Value);
    }

    [Theory]
    [InlineData(0xffff_ffff_0000_0400)] // "look in the VAD"
    [InlineData(0x0000_0000_0000_0400)] // address 0, which nothing maps
    [InlineData(0x7fff_0000_0000_0400)] // in the lower half, not mapped
    [InlineData(0x8080_8060_5018_0400)] // sign-extended: the upper half
    public void A_prototype_pte_that_cannot_be_read_is_named_as_such(ulong pte)
    {
        using KernelDump dump = Machine(0x8007).Entry(MachineBytes.Pte, pte).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.NotPresent, MachineBytes.Mapped, PageTableLevel.Pte, Entry: PageTableEntryKind.Prototype), translation.Failure);
        Assert.Null(translation.PrototypePte);
    }

    [Fact]
    public void A_prototype_pte_that_is_behind_itself_ends_the_walk()
    {
        using KernelDump dump = Machine(0x8007).Entry(PoolPte, Pte).Open();
        Assert.Equal(PageTableEntryKind.Prototype, dump.VirtualMemory.Translate(MachineBytes.Mapped).Failure!.Value.Entry);
    }

    [Fact]
    public void Bits_63_to_16_are_the_address_of_the_prototype_pte()
    {
        Assert.Equal(0xffffc08b_5e201238UL, new PageTableEntry(0xc08b_5e20_1238_0400).PrototypeAddress!.Value.Value);
        Assert.Equal(0x00000123_45678000UL, new PageTableEntry(0x0123_4567_8000_0c80).PrototypeAddress!.Value.Value);
        Assert.Null(new PageTableEntry(0xffff_ffff_1234_0400).PrototypeAddress);
        Assert.Null(new PageTableEntry(0xc08b_5e20_1238_0401).PrototypeAddress);
    }

    private static MachineBytes Machine(ulong prototype) =>
        new MachineBytes().Entry(MachineBytes.Pte, Pte).Entry(PoolPte, 0x6003).Entry(0x6018, prototype);
}
