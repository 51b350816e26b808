namespace KdmpParser.Tests;

public class SelfMapTests
{
    // PML4 index 0x1ed, at 0x1f68, points to the PML4 itself.
    private readonly MachineBytes _machine = new MachineBytes().Entry(0x1f68, 0x8000_0000_0000_1003);

    [Fact]
    public void An_address_that_goes_through_the_self_map_four_times_is_the_self_map_entry()
    {
        using KernelDump dump = _machine.Open();
        Translation translation = dump.VirtualMemory.Translate(0xfffff6fb_7dbedf68);
        Assert.Equal(0x1f68UL, translation.PhysicalAddress!.Value.Value);
        Assert.All(translation.Walk, step => Assert.Equal(0x1f68UL, step.Address.Value));
        Assert.Equal(4, translation.Walk.Length);
    }

    [Fact]
    public void The_self_map_shows_the_pte_of_an_address()
    {
        // PTE_BASE + 8 * (address / 4096).
        using KernelDump dump = _machine.Open();
        const ulong PteAddress = 0xfffff680_00000000 + (MachineBytes.Mapped >> 12) * 8;
        Assert.Equal(MachineBytes.Pte, dump.VirtualMemory.Translate(PteAddress).PhysicalAddress!.Value.Value);
        Assert.Equal(0x5007UL, BitConverter.ToUInt64(dump.VirtualMemory.View(PteAddress, 8).Bytes.AsSpan()));
    }
}
