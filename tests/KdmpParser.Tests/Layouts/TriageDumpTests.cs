namespace KdmpParser.Tests;

public class TriageDumpTests
{
    private const ulong Stack = 0xffff8504_29890e00;

    [Fact]
    public void The_stack_is_readable_over_its_whole_length()
    {
        DumpBytes bytes = DumpBytes.Triage(Stack);
        using KernelDump dump = bytes.Open();
        Assert.Null(dump.PhysicalMemory);
        Assert.Equal(bytes.At(0x3000, 0x200), dump.VirtualMemory.View(Stack, 0x200).Bytes);
        Assert.Empty(dump.Warnings);
    }

    [Theory]
    [InlineData(Stack - 1, 0)]
    [InlineData(Stack + 0x1ff, 1)]
    [InlineData(Stack + 0x200, 0)]
    public void Reads_stop_where_nothing_was_captured(ulong address, int read)
    {
        using KernelDump dump = DumpBytes.Triage(Stack).Open();
        ReadResult result = dump.VirtualMemory.Read(address, new byte[8]);
        Assert.Equal(new(read, new(MemoryFailureReason.NotCaptured, address + (ulong)read)), result);
    }

    [Fact]
    public void Data_blocks_need_not_be_sorted()
    {
        DumpBytes bytes = DumpBytes.Triage(
            Stack, (0xfffff804_79c00000, 0x4000, 0x108), (0xffffc000_00000008, 0x5000, 8), (0x7ff6_0000_0000, 0x4800, 0x30));
        using KernelDump dump = bytes.Open();
        Assert.Equal(bytes.At(0x4000, 0x108), dump.VirtualMemory.View(0xfffff804_79c00000, 0x200).Bytes);
        Assert.Equal(bytes.At(0x5000, 8), dump.VirtualMemory.View(0xffffc000_00000008, 0x200).Bytes);
        Assert.Equal(bytes.At(0x4800, 0x30), dump.VirtualMemory.View(0x7ff6_0000_0000, 0x200).Bytes);
    }

    [Fact]
    public void A_read_goes_on_from_the_stack_into_a_block()
    {
        DumpBytes bytes = DumpBytes.Triage(Stack, (Stack + 0x200, 0x5000, 0x20));
        using KernelDump dump = bytes.Open();
        Assert.Equal([.. bytes.At(0x31f0, 0x10), .. bytes.At(0x5000, 0x20)], dump.VirtualMemory.View(Stack + 0x1f0, 0x100).Bytes);
    }

    [Fact]
    public void Overlapping_blocks_are_readable_as_one()
    {
        // They hold the same memory where they overlap.
        DumpBytes bytes = DumpBytes.Triage(
            Stack, (0xfffff804_00000040, 0x4040, 0x80), (0xfffff804_00000000, 0x4000, 0x80), (0xfffff804_00000050, 0x4050, 8));
        using KernelDump dump = bytes.Open();
        Assert.Equal(bytes.At(0x4000, 0xc0), dump.VirtualMemory.View(0xfffff804_00000000, 0x100).Bytes);
    }

    [Fact]
    public void A_block_may_end_at_the_end_of_the_address_space()
    {
        DumpBytes bytes = DumpBytes.Triage(Stack, (0xffffffff_fffffff0, 0x4000, 0x10));
        using KernelDump dump = bytes.Open();
        MemoryView view = dump.VirtualMemory.View(0xffffffff_fffffff0, 0x20);
        Assert.Equal(bytes.At(0x4000, 0x10), view.Bytes);
        Assert.Equal(MemoryFailureReason.EndOfAddressSpace, view.Failure!.Value.Reason);
    }

    [Fact]
    public void Secondary_data_may_follow()
    {
        using KernelDump dump = DumpBytes.Triage(Stack).Text(0x6004, "DumpBlob").U32(0x600c, 0x10).Open();
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void Nothing_can_be_translated()
    {
        using KernelDump dump = DumpBytes.Triage(Stack).U64(0x010, 0x1ad000).Open();
        Translation translation = dump.VirtualMemory.Translate(Stack);
        Assert.False(dump.VirtualMemory.HasPageTables);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.NoPageTables, Stack), translation.Failure);
        Assert.Null(translation.PhysicalAddress);
        Assert.Empty(translation.Walk);
    }
}
