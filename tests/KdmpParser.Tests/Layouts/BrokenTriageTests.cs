namespace KdmpParser.Tests;

public class BrokenTriageTests
{
    private const ulong Stack = 0xffff8504_29890e00;

    [Theory]
    [InlineData(0xfffff804_00000000, 0x6000, 5)] // one byte too long
    [InlineData(0xfffff804_00000000, 0xfffffff0, 0x18)] // ends at 8 in 32 bits
    [InlineData(0xffffffff_fffffff0, 0x4000, 0x11)] // past 2^64
    public void A_block_outside_of_the_file_or_of_the_address_space_is_left_out_with_a_warning(ulong address, uint offset, uint size)
    {
        DumpBytes bytes = DumpBytes.Triage(Stack, (address, offset, size), (0xfffff804_11110000, 0x4000, 8));
        using KernelDump dump = bytes.Open();
        Assert.Single(dump.Warnings);
        Assert.Empty(dump.VirtualMemory.View(address, 8).Bytes);
        Assert.Equal(bytes.At(0x4000, 8), dump.VirtualMemory.View(0xfffff804_11110000, 8).Bytes);
    }

    [Fact]
    public void A_stack_outside_of_the_file_is_left_out_with_a_warning()
    {
        using KernelDump dump = DumpBytes.Triage(Stack).U32(0x2028, 0x6000).Open();
        Assert.Single(dump.Warnings);
        Assert.Empty(dump.VirtualMemory.View(Stack, 8).Bytes);
    }

    [Fact]
    public void A_missing_end_mark_is_a_warning()
    {
        DumpBytes bytes = DumpBytes.Triage(Stack).Text(0x6000, "PAGE");
        using KernelDump dump = bytes.Open();
        Assert.Contains("TRGD", Assert.Single(dump.Warnings), StringComparison.Ordinal);
        Assert.Equal(bytes.At(0x3000, 8), dump.VirtualMemory.View(Stack, 8).Bytes);
    }

    [Theory]
    [InlineData(0x10_000, KernelDumpError.Truncated)]
    [InlineData(0xffff_ffff, KernelDumpError.LimitExceeded)]
    public void A_list_of_blocks_past_the_end_is_refused(uint count, KernelDumpError error) =>
        Assert.Equal(error, DumpBytes.Triage(Stack).U32(0x207c, count).Refusal().Error);

    [Fact]
    public void Secondary_data_may_follow()
    {
        using KernelDump dump = DumpBytes.Triage(Stack).Text(0x6004, "DumpBlob").U32(0x600c, 0x10).Open();
        Assert.Empty(dump.Warnings);
    }
}
