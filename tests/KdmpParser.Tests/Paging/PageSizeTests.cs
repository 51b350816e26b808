namespace KdmpParser.Tests;

public class PageSizeTests
{
    private const ulong Address = MachineBytes.Mapped + 0x123;

    [Fact]
    public void A_page_of_4_KiB_is_mapped_by_a_PTE()
    {
        using KernelDump dump = new MachineBytes().Open();
        Translation translation = dump.VirtualMemory.Translate(Address);
        Assert.Null(translation.Failure);
        Assert.Equal((0x5123UL, 0x1000L), (translation.PhysicalAddress!.Value.Value, translation.PageSize));
        Assert.Equal((PageTableEntryKind.Valid, false), (translation.Entry, translation.IsTransition));
        Assert.Equal(MachineBytes.Content(0x5123, 0x10), dump.VirtualMemory.View(Address, 0x10).Bytes);
    }

    [Fact]
    public void A_walk_holds_each_entry_with_its_address()
    {
        using KernelDump dump = new MachineBytes().Open();
        Assert.Equal(
            [
                new(PageTableLevel.Pml4e, 0x1008, new(0x2007)),
                new(PageTableLevel.Pdpte, 0x2010, new(0x3007)),
                new(PageTableLevel.Pde, 0x3018, new(0x4007)),
                new(PageTableLevel.Pte, 0x4020, new(0x5007)),
            ],
            dump.VirtualMemory.Translate(Address).Walk);
    }

    [Theory]
    [InlineData(0x1_4060_0083)]
    [InlineData(0x1_4060_1083)] // bit 12 is PAT
    [InlineData(0x1_407f_f083)] // bits 20:13 are reserved
    public void A_page_of_2_MiB_is_mapped_by_a_PDE(ulong entry)
    {
        // Offset in the page: bits 20:0 of the address.
        AssertLarge(MachineBytes.Pde, entry, 0x1_4060_4123, 0x20_0000, steps: 3);
    }

    [Theory]
    [InlineData(0x1_4000_0083)]
    [InlineData(0x1_4000_1083)]
    [InlineData(0x1_7fff_f083)]
    public void A_page_of_1_GiB_is_mapped_by_a_PDPTE(ulong entry)
    {
        // Offset in the page: bits 29:0 of the address.
        AssertLarge(MachineBytes.Pdpte, entry, 0x1_4060_4123, 0x4000_0000, steps: 2);
    }

    [Theory]
    [InlineData(MachineBytes.Pml4e, 0x2087)] // reserved in a PML4E
    [InlineData(MachineBytes.Pte, 0x5087)] // PAT in a PTE
    public void Bit_7_of_the_first_and_the_last_level_does_not_make_a_large_page(ulong at, ulong entry)
    {
        using KernelDump dump = new MachineBytes().Entry(at, entry).Open();
        Translation translation = dump.VirtualMemory.Translate(Address);
        Assert.Equal((0x5123UL, 0x1000L), (translation.PhysicalAddress!.Value.Value, translation.PageSize));
    }

    [Theory]
    [InlineData(MachineBytes.Pml4e, 0x7ff0_0000_0000_2fff & ~0x080UL)]
    [InlineData(MachineBytes.Pdpte, 0x7ff0_0000_0000_3fff & ~0x080UL)]
    [InlineData(MachineBytes.Pde, 0x7ff0_0000_0000_4fff & ~0x080UL)]
    [InlineData(MachineBytes.Pte, 0x7ff0_0000_0000_5fff)]
    public void Only_bits_51_to_12_of_an_entry_are_address(ulong at, ulong entry)
    {
        using KernelDump dump = new MachineBytes().Entry(at, entry).Open();
        Assert.Equal(0x5123UL, dump.VirtualMemory.Translate(Address).PhysicalAddress!.Value.Value);
    }

    [Fact]
    public void All_of_bits_51_to_12_of_an_entry_are_address()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, 0x000f_ffff_ffff_e007).Open();
        Assert.Equal(0x000f_ffff_ffff_e123UL, dump.VirtualMemory.Translate(Address).PhysicalAddress!.Value.Value);
    }

    private static void AssertLarge(ulong at, ulong entry, ulong physical, long size, int steps)
    {
        using KernelDump dump = new MachineBytes().Entry(at, entry).Capture(0x1_4060_4000).Open();
        Translation translation = dump.VirtualMemory.Translate(Address);
        Assert.Null(translation.Failure);
        Assert.Equal((physical, size), (translation.PhysicalAddress!.Value.Value, translation.PageSize));
        Assert.Equal(steps, translation.Walk.Length);
        Assert.Equal(MachineBytes.Content(physical, 0x10), dump.VirtualMemory.View(Address, 0x10).Bytes);
    }
}
