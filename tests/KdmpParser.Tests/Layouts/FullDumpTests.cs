namespace KdmpParser.Tests;

public class FullDumpTests
{
    [Fact]
    public void Pages_are_packed_run_after_run_behind_the_header()
    {
        DumpBytes bytes = DumpBytes.Full((0, 2), (0x100, 1), (0x20_0000, 3));
        using KernelDump dump = bytes.Open();

        Assert.Equal(6, dump.PhysicalMemory!.PageCount);
        Assert.Equal(
            [new(0, 2, 0x2000), new(0x10_0000, 1, 0x4000), new(0x2_0000_0000, 3, 0x5000)], dump.PhysicalMemory.Runs);
        Assert.Equal(bytes.At(0x2000, 0x2000), dump.PhysicalMemory.View(0, 0x2000).Bytes);
        Assert.Equal(bytes.At(0x4000, 0x1000), dump.PhysicalMemory.View(0x10_0000).Bytes);
        Assert.Equal(bytes.At(0x7000, 0x1000), dump.PhysicalMemory.View(0x2_0000_2000).Bytes);
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void Neighbouring_runs_are_one()
    {
        using KernelDump dump = DumpBytes.Full((0x10, 2), (0x12, 1), (0x14, 1)).Open();
        Assert.Equal([new(0x1_0000, 3, 0x2000), new(0x1_4000, 1, 0x5000)], dump.PhysicalMemory!.Runs);
    }

    [Fact]
    public void A_dump_may_have_42_runs()
    {
        using KernelDump dump = DumpBytes.Full(Apart(42)).Open();
        Assert.Equal(42, dump.PhysicalMemory!.Runs.Count);
        Assert.Equal(new(0x5_3000, 1, 0x2b000), dump.PhysicalMemory.Runs[41]);
    }

    [Theory]
    [InlineData(43)]
    [InlineData(uint.MaxValue)]
    public void A_dump_that_claims_more_than_42_runs_is_corrupt(uint count)
    {
        KernelDumpException refusal = DumpBytes.Full(Apart(42)).U32(0x088, count).Refusal();
        Assert.Equal((KernelDumpError.Corrupt, 0x88), (refusal.Error, refusal.FileOffset));
    }

    [Fact]
    public void A_dump_whose_runs_are_not_recorded_is_corrupt() =>
        Assert.Equal(KernelDumpError.Corrupt, new DumpBytes(1).Refusal().Error);

    [Fact]
    public void A_run_past_52_bits_is_corrupt() =>
        Assert.Equal(KernelDumpError.Corrupt, DumpBytes.Full((0xff_ffff_ffff, 2)).Refusal().Error);

    [Fact]
    public void A_run_past_the_end_of_the_file_is_reported_as_truncated() =>
        Assert.Equal(KernelDumpError.Truncated, DumpBytes.Full((0x10, 2), (0x20, 1)).U64(0x0b0, 2).Refusal().Error);

    [Fact]
    public void A_wrong_count_of_pages_is_a_warning()
    {
        using KernelDump dump = DumpBytes.Full((0x10, 2)).U64(0x090, 3).Open();
        Assert.Equal(2, dump.PhysicalMemory!.PageCount);
        Assert.Single(dump.Warnings);
    }

    private static (ulong, ulong)[] Apart(int count) => [.. Enumerable.Range(0, count).Select(i => (2 * (ulong)i + 1, 1UL))];
}
