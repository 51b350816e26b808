namespace KdmpParser.Tests.Searching;

public class PhysicalSearchTests
{
    private static readonly BytePattern s_abcd = BytePattern.Parse("a1 b2 c3 d4");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(0xffd)]
    [InlineData(0xfff)]
    [InlineData(0x1ffc)] // up to the last byte
    public void A_hit_is_where_it_is(int offset)
    {
        using KernelDump dump = DumpBytes.Full((1, 2)).Zeros(0x2000, 0x2000).Write(0x2000 + offset, [0xa1, 0xb2, 0xc3, 0xd4]).Open();
        Assert.Equal([0x1000 + (ulong)offset], Find(dump, "a1 b2 c3 d4"));
    }

    [Fact]
    public void A_hit_goes_on_in_the_next_page_of_memory_wherever_that_is_in_the_file()
    {
        // Frame 3 at 0x2060, frame 7 at 0x3060, frame 2 at 0x4060; the second and the third would be neighbours in the file.
        DumpBytes bytes = DumpBytes.Ranges(8, (3, 1), (7, 1), (2, 1)).Zeros(0x2060, 0x3000);
        bytes.Write(0x505e, [0xa1, 0xb2]).Write(0x2060, [0xc3, 0xd4]).Write(0x405e, [0xa1, 0xb2, 0xc3, 0xd4]);
        using KernelDump dump = bytes.Open();
        Assert.Equal([0x2ffeUL], Find(dump, "a1 b2 c3 d4"));
    }

    [Fact]
    public void Nothing_is_found_across_a_page_that_is_missing()
    {
        DumpBytes bytes = DumpBytes.Bitmap(5, 16, [2, 4]).Zeros(0x3000, 0x2000).Write(0x3ffe, [0xa1, 0xb2, 0xc3, 0xd4]);
        using KernelDump dump = bytes.Open();
        Assert.Empty(Find(dump, "a1 b2 c3 d4"));
        Assert.Equal([0x2ffeUL], Find(dump, "a1 b2"));
        Assert.Equal([0x4000UL], Find(dump, "c3 d4"));
        Assert.Empty(Find(dump, "b2 ??"));
        Assert.Empty(Find(dump, "?? c3"));
    }

    [Fact]
    public void Hits_that_overlap_are_all_found()
    {
        using KernelDump dump = DumpBytes.Full((1, 2)).Zeros(0x2000, 0x2000).Text(0x2ffe, "aaaa").Open();
        Assert.Equal([0x1ffeUL, 0x1fff, 0x2000], dump.PhysicalMemory!.Search(BytePattern.FromText("aa"), cancellation: Token).Select(hit => hit.Value));
        Assert.Equal([0x1ffdUL, 0x1ffe, 0x1fff], Find(dump, "?? 61 61"));
    }

    /// <summary>Memory of few different bytes, over several windows of a pass, against a look at each place.</summary>
    [Theory]
    [InlineData("00")]
    [InlineData("ff")]
    [InlineData("01 01")]
    [InlineData("00 00 00 00 00 00 01")]
    [InlineData("00 ?? ff 01")]
    [InlineData("?? 01 ?? ?? 01 ??")]
    [InlineData("?1 0? ff")]
    [InlineData("f? ?? ?0")]
    [InlineData("?? ?? f?")]
    [InlineData("?f ?? ??")]
    public void What_is_found_is_what_a_look_at_each_place_finds(string pattern)
    {
        const int Pages = 100;
        var memory = new byte[Pages * 0x1000];
        var random = new Random(7);
        for (int i = 0; i < memory.Length; i++)
            memory[i] = random.Next(6) switch { 0 => 0xff, 1 => 1, _ => 0 };
        using KernelDump dump = DumpBytes.Full((0x10, Pages)).Write(0x2000, memory).Open();

        var parsed = BytePattern.Parse(pattern);
        ulong[] expected = [.. Enumerable.Range(0, memory.Length).Where(i => parsed.IsMatch(memory.AsSpan(i))).Select(i => 0x10000 + (ulong)i)];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Find(dump, pattern));
    }

    [Fact]
    public void A_pattern_as_long_as_a_page_is_found_at_any_place()
    {
        // Around 0x20000 and 0x40000, where a pass takes new bytes.
        byte[] content = [.. Enumerable.Range(0, 4096).Select(i => (byte)(i % 251))];
        foreach (int offset in (int[])[0x1f000, 0x1f001, 0x1f801, 0x1ffff, 0x20000, 0x3f00f])
        {
            using KernelDump dump = DumpBytes.Full((1, 80)).Zeros(0x2000, 80 * 0x1000).Write(0x2000 + offset, content).Open();
            Assert.Equal(
                [0x1000 + (ulong)offset], dump.PhysicalMemory!.Search(BytePattern.FromBytes(content), cancellation: Token).Select(hit => hit.Value));
        }
    }

    [Fact]
    public void What_the_file_still_has_of_a_truncated_dump_is_searched()
    {
        DumpBytes bytes = DumpBytes.Full((1, 2), (9, 1)).Zeros(0x2000, 0x3000);
        bytes.Write(0x2ffe, [0xa1, 0xb2, 0xc3, 0xd4]).Write(0x3010, [0xa1, 0xb2, 0xc3, 0xd4]).Write(0x4000, [0xa1, 0xb2, 0xc3, 0xd4]);
        byte[] whole = bytes.ToArray();
        using KernelDump dump = KernelDump.Open(whole.AsSpan(0, 0x3013), "cut", new() { AllowTruncated = true });
        Assert.Equal([0x1ffeUL], Find(dump, "a1 b2 c3 d4"));
        Assert.Equal([0x1ffeUL, 0x2010], Find(dump, "a1 b2 c3"));
    }

    [Fact]
    public void Pages_behind_4_GiB_are_searched_in_the_file_and_in_memory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files on Windows are not sparse unless asked, and this one is larger than 4 GiB.");
        const long FirstPage = 0x1_0000_1000;
        byte[] header = DumpBytes.Bitmap(5, 0x20_0008, [1, 0x10_0001], firstPage: 0x5_0000).CutTo(0x2038 + 0x4_0001).U64(0x2020, FirstPage).ToArray();
        using var folder = new TemporaryFolder();
        string path = folder.Write("large.dmp", header);
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength(FirstPage + 0x2000);
            stream.Position = FirstPage + 0x1ffc;
            stream.Write([0xa1, 0xb2, 0xc3, 0xd4]);
        }

        using KernelDump dump = KernelDump.Open(path);
        Assert.Equal([0x1_0000_1ffcUL], Find(dump, "a1 b2 c3 d4"));
    }

    [Fact]
    public void An_answer_can_be_enumerated_again()
    {
        using KernelDump dump = DumpBytes.Full((1, 2)).Zeros(0x2000, 0x2000).Text(0x2ffe, "aaaa").Open();
        IEnumerable<PhysicalAddress> hits = dump.PhysicalMemory!.Search(BytePattern.FromText("aa"), cancellation: Token);
        Assert.Equal(3, hits.Count());
        Assert.Equal(3, hits.Count());
    }

    [Fact]
    public void A_dump_that_was_closed_is_not_searched()
    {
        KernelDump dump = DumpBytes.Full((1, 2)).Open();
        PhysicalMemory memory = dump.PhysicalMemory!;
        IEnumerable<PhysicalAddress> before = memory.Search(s_abcd, cancellation: Token);
        using IEnumerator<PhysicalAddress> half = memory.Search(BytePattern.FromBytes(memory.View(0x1000, 1).Bytes.AsSpan()), cancellation: Token).GetEnumerator();
        Assert.True(half.MoveNext());
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.Search(s_abcd, cancellation: Token));
        Assert.Throws<ObjectDisposedException>(() => before.Any());
        Assert.Throws<ObjectDisposedException>(() =>
        {
            while (half.MoveNext())
            {
            }
        });
    }

    [Fact]
    public void A_search_can_be_ended()
    {
        using KernelDump dump = DumpBytes.Full((1, 3000)).Open();
        using var cancellation = new CancellationTokenSource();
        var reports = new ScanReports(progress =>
        {
            if (progress.BytesDone > 0)
                cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => dump.PhysicalMemory!.Search(s_abcd, reports, cancellation.Token).Count());
        Assert.Equal([0L, 4 << 20], reports.All.Select(report => report.BytesDone));
        Assert.Throws<OperationCanceledException>(() => dump.PhysicalMemory!.Search(s_abcd, cancellation: cancellation.Token).Count());
    }

    [Fact]
    public void Progress_is_reported_every_4_MiB_and_at_the_end()
    {
        using KernelDump dump = DumpBytes.Full((1, 3000)).Open();
        var reports = new ScanReports();
        Assert.Empty(dump.PhysicalMemory!.Search(BytePattern.Parse("a1 b2 c3 d4 e5 f6 a7 b8"), reports, Token));
        const long All = 3000 * 4096;
        Assert.Equal([new(0, All), new(0x40_0000, All), new(0x80_0000, All), new(All, All)], reports.All);
    }

    [Fact]
    public void Progress_of_single_pages_is_not_reported_for_each_of_them()
    {
        using KernelDump dump = DumpBytes.Bitmap(5, 6000, [.. Enumerable.Range(0, 2500).Select(i => 2 * i + 1)], firstPage: 0x3000).Open();
        var reports = new ScanReports();
        Assert.Empty(dump.PhysicalMemory!.Search(BytePattern.Parse("a1 b2 c3 d4 e5 f6 a7 b8"), reports, Token));
        Assert.Equal([0L, 0x40_0000, 0x80_0000, 2500 * 4096], reports.All.Select(report => report.BytesDone));
    }

    private static IEnumerable<ulong> Find(KernelDump dump, string pattern) =>
        dump.PhysicalMemory!.Search(BytePattern.Parse(pattern), cancellation: Token).Select(hit => hit.Value);
}
