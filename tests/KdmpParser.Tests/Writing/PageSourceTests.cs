namespace KdmpParser.Tests;

public class PageSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_pages_of_a_dump_can_be_written_with_another_header()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (9, 2), (1, 2));
        using KernelDump dump = bytes.Open();
        using var stream = new MemoryStream();
        new KernelDumpWriter
        {
            Header = dump.Header with { Type = DumpType.Full, Comment = "a comment" },
            Pages = dump.ToPageSource(page => page.Value != 0x9000),
        }.Write(stream);
        Assert.Equal([.. bytes.At(0x4050, 0x2000), .. bytes.At(0x3050, 0x1000)], stream.ToArray()[0x2000..]);
    }

    [Fact]
    public void Pages_next_to_each_other_are_one_range_wherever_they_are_in_the_file()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (3, 2), (1, 2));
        using KernelDump dump = bytes.Open();
        IPageSource source = dump.ToPageSource();
        Assert.Equal([new PageRange(0x1000, 4)], source.Ranges);
        var read = new byte[0x3000];
        source.ReadPages(0x2000, read);
        Assert.Equal([.. bytes.At(0x5050, 0x1000), .. bytes.At(0x2050, 0x2000)], read);
    }

    [Theory]
    [InlineData(0x0000, 1)]
    [InlineData(0x2000, 2)]
    [InlineData(0x3000, 1)]
    [InlineData(0xa000, 1)]
    public void Pages_that_were_left_out_cannot_be_read(ulong start, int count)
    {
        using KernelDump dump = DumpBytes.Ranges(8, (1, 3), (9, 1)).Open();
        IPageSource source = dump.ToPageSource(page => page.Value != 0x3000);
        KernelDumpException refusal = Assert.Throws<KernelDumpException>(() => source.ReadPages(start, new byte[0x1000 * count]));
        Assert.Equal(MemoryFailureReason.PageNotInDump, refusal.MemoryFailure!.Value.Reason);
        Assert.Throws<KernelDumpException>(() => dump.ToPageSource(_ => false).ReadPages(start, new byte[0x1000]));
    }

    [Fact]
    public void A_file_that_shrinks_meanwhile_ends_the_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", DumpBytes.Full((1, 2)).ToArray());
        using KernelDump dump = KernelDump.Open(path, new() { Access = DumpAccess.Stream });
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            file.SetLength(0x3800);
        KernelDumpException failure = Assert.Throws<KernelDumpException>(() => dump.ConvertTo(folder["converted.dmp"], DumpType.Bitmap, cancellation: Token));
        Assert.Equal(new(MemoryFailureReason.Truncated, 0x2800), failure.MemoryFailure);
        Assert.Equal(["memory.dmp"], folder.Names);
    }

    [Fact]
    public void Neighbouring_ranges_count_as_one()
    {
        using var stream = new MemoryStream();
        Writer(DumpType.Full, [.. Enumerable.Range(1, 100).Select(i => (0x1000UL * (ulong)i, 1L))]).Write(stream);
        Assert.Equal(1, stream.ToArray()[0x088]);
        Assert.Equal(MachineBytes.Content(0x1000, 100 * 0x1000), stream.ToArray()[0x2000..]);
    }

    [Theory]
    [InlineData(0x9000, 1, 0x1000, 1)] // descending
    [InlineData(0x1000, 3, 0x3000, 1)] // overlapping
    [InlineData(0x1000, 1, 0x1000, 1)] // twice the same
    [InlineData(0x1000, 1, 0x2800, 1)] // not whole pages
    [InlineData(0x1000, 1, 0x3000, 0)] // empty
    [InlineData(0x1000, 1, 0x3000, -1)]
    [InlineData(0x1000, 1, 0xf_ffff_ffff_f000, 2)] // past 2^52
    [InlineData(0x1000, 1, 0x10_0000_0000_0000, 1)]
    [InlineData(0x1000, 1, 0x3000, long.MaxValue)]
    public void Ranges_that_are_not_as_they_must_be_are_refused(ulong first, long firstCount, ulong second, long secondCount)
    {
        foreach (DumpType type in (DumpType[])[DumpType.Full, DumpType.Bitmap, DumpType.KernelMemory])
            Assert.Throws<ArgumentException>(() => Writer(type, (first, firstCount), (second, secondCount)).Write(Stream.Null));
    }

    [Fact]
    public void A_memory_block_of_more_than_42_runs_is_refused()
    {
        DumpHeader header = KernelDumpWriterTests.Header(DumpType.Bitmap) with
        {
            PhysicalMemoryBlock = [.. Enumerable.Range(1, 43).Select(i => new PageRange(0x2000UL * (ulong)i, 1))],
        };
        Assert.Throws<ArgumentException>(() => new KernelDumpWriter { Header = header, Pages = new ChosenPages() }.Write(Stream.Null));
    }

    [Fact]
    public void A_write_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        using var folder = new TemporaryFolder();
        Assert.Throws<OperationCanceledException>(
            () => Writer(DumpType.Full, (0x1000, 1)).Write(folder["memory.dmp"], overwrite: false, progress: null, cancellation.Token));
        Assert.Empty(folder.Names);
    }

    private static KernelDumpWriter Writer(DumpType type, params (ulong, long)[] ranges) =>
        new() { Header = KernelDumpWriterTests.Header(type), Pages = new ChosenPages(ranges) };
}
