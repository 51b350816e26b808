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

    private static (ulong, ulong)[] Apart(int count) => [.. Enumerable.Range(0, count).Select(i => (2 * (ulong)i + 1, 1UL))];
}
