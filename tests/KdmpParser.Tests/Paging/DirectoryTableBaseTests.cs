namespace KdmpParser.Tests;

public class DirectoryTableBaseTests
{
    [Theory]
    [InlineData(0x1002)] // a PCID
    [InlineData(0x1fff)]
    [InlineData(0x8000_0000_0000_1000)] // no flush
    [InlineData(0xfff0_0000_0000_1000)]
    public void Only_bits_51_to_12_are_address(ulong recorded)
    {
        using KernelDump dump = new MachineBytes().Open(recorded);
        Assert.Equal(recorded, dump.VirtualMemory.DirectoryTableBase);
        Assert.Equal(0x1008UL, dump.VirtualMemory.Translate(MachineBytes.Mapped).Walk[0].Address.Value);
        Assert.Null(dump.VirtualMemory.Translate(MachineBytes.Mapped).Failure);
    }

    [Fact]
    public void Another_directory_table_base_is_another_address_space()
    {
        // A second PML4 at 0x6000, whose tables map the same address to the other page.
        var machine = new MachineBytes();
        machine.Entry(0x6008, 0x7007).Entry(0x7010, 0xa007).Entry(0xa018, 0xb007).Entry(0xb020, MachineBytes.OtherPage | 7);
        using KernelDump dump = machine.Open();

        VirtualAddressSpace other = dump.GetAddressSpace(0x6001);
        Assert.Equal(MachineBytes.Content(0x8000, 8), other.View(MachineBytes.Mapped, 8).Bytes);
        Assert.Equal(MachineBytes.Content(0x5000, 8), dump.VirtualMemory.View(MachineBytes.Mapped, 8).Bytes);
    }

    [Fact]
    public void A_dump_that_does_not_record_one_cannot_translate()
    {
        using KernelDump dump = new MachineBytes().ToDump().Text(0x010, "PAGEPAGE").Open();
        AssertNoPageTables(dump.VirtualMemory);
        Assert.Null(dump.GetAddressSpace(MachineBytes.Pml4).Translate(MachineBytes.Mapped).Failure);
    }

    [Fact]
    public void An_ARM64_dump_cannot_translate()
    {
        using KernelDump dump = new MachineBytes().ToDump().U32(0x030, DumpBytes.Arm64).Open();
        AssertNoPageTables(dump.VirtualMemory, MemoryFailureReason.UnsupportedPageTables);
        AssertNoPageTables(dump.GetAddressSpace(MachineBytes.Pml4), MemoryFailureReason.UnsupportedPageTables);
        Assert.Contains("TTBR1_EL1", dump.VirtualMemory.Translate(0).ToString(), StringComparison.Ordinal);
        Assert.Equal(MachineBytes.Content(0x5000, 8), dump.PhysicalMemory!.View(0x5000, 8).Bytes);
    }

    private static void AssertNoPageTables(VirtualAddressSpace memory, MemoryFailureReason reason = MemoryFailureReason.NoPageTables)
    {
        var expected = new MemoryFailure(reason, MachineBytes.Mapped);
        Assert.False(memory.HasPageTables);
        Assert.Equal(expected, memory.Translate(MachineBytes.Mapped).Failure);
        Assert.Equal(new(0, expected), memory.Read(MachineBytes.Mapped, new byte[8]));
    }
}
