namespace KdmpParser.Tests;

public class SoftwarePteTests
{
    [Theory]
    [InlineData(0x0000_0000_0000_5880)]
    [InlineData(0x8000_0000_0000_5880)] // bits 63:48 are not address
    [InlineData(0x7fff_0000_0000_5880)]
    public void A_transition_pte_is_readable(ulong pte)
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, pte).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped + 0x123);
        Assert.Null(translation.Failure);
        Assert.True(translation.IsTransition);
        Assert.Equal(PageTableEntryKind.Transition, translation.Entry);
        Assert.Equal(0x5123UL, translation.PhysicalAddress!.Value.Value);
        Assert.Equal(MachineBytes.Content(0x5123, 0x10), dump.VirtualMemory.View(MachineBytes.Mapped + 0x123, 0x10).Bytes);
    }

    [Fact]
    public void A_transition_pte_names_its_page_in_bits_47_to_12()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, 0x0000_ffff_ffff_e880).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped);
        Assert.Equal(0x0000_ffff_ffff_e000UL, translation.PhysicalAddress!.Value.Value);
        Assert.Equal(MemoryFailureReason.PageNotInDump, translation.Failure!.Value.Reason);
    }

    [Theory]
    [InlineData(0xffff_c08b_5e20_0400, PageTableEntryKind.Prototype)]
    [InlineData(0x0000_0000_0000_5c00, PageTableEntryKind.Prototype)] // bits 10 and 11: tested in this order
    [InlineData(0x0001_2345_0000_0080, PageTableEntryKind.PageFile)]
    [InlineData(0x0000_0000_0000_0080, PageTableEntryKind.DemandZero)]
    [InlineData(0x0000_0000_ffff_f080, PageTableEntryKind.DemandZero)] // no offset in bits 63:32
    [InlineData(0, PageTableEntryKind.Zero)]
    public void Every_other_pte_that_is_not_present_has_no_readable_page(ulong pte, PageTableEntryKind kind)
    {
        Assert.Equal(kind, new PageTableEntry(pte).Kind);
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, pte).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped);
        Assert.Equal(kind, translation.Entry);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.NotPresent, MachineBytes.Mapped, PageTableLevel.Pte, Entry: kind), translation.Failure);
        Assert.Empty(dump.VirtualMemory.View(MachineBytes.Mapped, 1).Bytes);
    }

    [Fact]
    public void The_software_bits_of_a_present_pte_mean_nothing()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, 0x5c07).Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped);
        Assert.Equal((PageTableEntryKind.Valid, false), (translation.Entry, translation.IsTransition));
        Assert.Equal(0x5000UL, translation.PhysicalAddress!.Value.Value);
    }
}
