using System.Collections.Concurrent;

namespace KdmpParser.Tests.Searching;

/// <summary>Dumps of several parts of 4 MiB, which threads search at the same time.</summary>
public class ParallelSearchTests
{
    private const int Part = 4 << 20;
    private const int Pages = 3 * Part / 4096 - 100;

    private static readonly byte[] s_abcd = [0xa1, 0xb2, 0xc3, 0xd4];

    private static readonly string[] s_patterns = ["01 ff 01", "ff", "01 ff", "00 ?? 00 ff 00 00 01 01 01", "ff ff ff ff 01"];

    private static readonly Lazy<byte[]> s_zeros = new(Zeros().ToArray);
    private static readonly Lazy<byte[]> s_random = new(() => DumpBytes.Full((0x100, Pages)).Write(0x2000, Random(Pages * 4096)).ToArray());

    private static readonly Lazy<PatternHit[]> s_hits = new(() =>
    {
        var hits = new List<PatternHit>();
        BytePattern[] patterns = Array.ConvertAll(s_patterns, BytePattern.Parse);
        for (int at = 0x2000; at < s_random.Value.Length; at++)
            hits.AddRange(patterns.Where(pattern => pattern.IsMatch(s_random.Value.AsSpan(at))).Select(pattern => new PatternHit(0x10_0000 - 0x2000 + (ulong)at, pattern)));
        return [.. hits];
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_hit_across_the_border_of_two_parts_is_found_once()
    {
        foreach (int offset in (int[])[Part - 4, Part - 3, Part - 1, Part, 2 * Part - 2])
        {
            using KernelDump dump = Open(Zeros().Write(0x2000 + offset, s_abcd));
            Assert.Equal([0x10_0000UL + (ulong)offset], Find(dump, "a1 b2 c3 d4"));
        }
    }

    [Fact]
    public void A_hit_across_the_border_of_two_parts_may_go_on_elsewhere_in_the_file()
    {
        // The page behind the first part comes first in the file, at 0x2050.
        DumpBytes bytes = DumpBytes.Ranges(8, (0x100 + Part / 4096, 1000), (0x100, Part / 4096)).Zeros(0x2050, Part + 1000 * 4096);
        bytes.Write(0x2050, [0xc3, 0xd4]).Write(0x2050 + 1000 * 4096 + Part - 2, [0xa1, 0xb2]);
        using KernelDump dump = Open(bytes);
        Assert.Equal([0x10_0000UL + Part - 2], Find(dump, "a1 b2 c3 d4"));
    }

    [Fact]
    public void Nothing_is_found_across_the_border_of_two_parts_where_a_page_is_missing()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (0x100, Part / 4096), (0x101 + Part / 4096, 1000)).Zeros(0x2050, Part + 1000 * 4096);
        using KernelDump dump = Open(bytes.Write(0x2050 + Part - 2, s_abcd));
        Assert.Empty(Find(dump, "a1 b2 c3 d4"));
        Assert.Equal([0x10_0000UL + Part - 2], Find(dump, "a1 b2"));
        Assert.Equal([0x10_1000UL + Part], Find(dump, "c3 d4"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Several_patterns_are_found_in_the_order_of_their_addresses(int threads)
    {
        using KernelDump dump = KernelDump.Open(s_random.Value, "by hand", new() { SearchThreads = threads });
        Assert.Equal(
            s_hits.Value.Select(hit => hit.ToString()),
            dump.PhysicalMemory!.SearchAny(Array.ConvertAll(s_patterns, BytePattern.Parse), cancellation: Token).Select(hit => hit.ToString()));
    }

    [Fact]
    public void One_pattern_may_be_longer_than_all_memory_between_two_gaps_and_others_are_found_there()
    {
        using KernelDump dump = Open(DumpBytes.Bitmap(5, 64, [2, 3, 40]).Write(0x3ffc, s_abcd).Write(0x5000, s_abcd));
        BytePattern[] patterns = [BytePattern.FromBytes(new byte[4096]), BytePattern.Parse("d4"), BytePattern.Parse("c3 d4")];
        Assert.Equal(
            [0x2ffeUL, 0x2fff, 0x2_8002, 0x2_8003],
            dump.PhysicalMemory!.SearchAny(patterns, cancellation: Token).Select(hit => hit.Address.Value).Where(address => address % 4096 is > 0xff0 or < 4));
    }

    [Fact]
    public void A_search_needs_a_pattern()
    {
        using KernelDump dump = Open(DumpBytes.Full((1, 1)));
        Assert.Throws<ArgumentException>(() => dump.PhysicalMemory!.SearchAny([], cancellation: Token));
        Assert.Throws<ArgumentNullException>(() => dump.PhysicalMemory!.SearchAny([BytePattern.Parse("00"), null!], cancellation: Token));
    }

    [Fact]
    public void Any_byte_can_be_a_hit()
    {
        using KernelDump dump = OpenZeros();
        ulong expected = 0x10_0000;
        foreach (PhysicalAddress hit in dump.PhysicalMemory!.Search(BytePattern.Parse("00"), cancellation: Token))
        {
            if (hit.Value != expected++)
                Assert.Fail($"{hit} where 0x{expected - 1:x} should be");
        }

        Assert.Equal(0x10_0000 + (ulong)Pages * 4096, expected);
    }

    /// <summary>The first part is passed at a glance, in the others each byte can begin a hit of a hundred: they are under way when they are given up.</summary>
    [Fact]
    public void Parts_that_nobody_wants_any_more_end_in_silence()
    {
        byte[] hit = [.. new byte[99], 1];
        DumpBytes bytes = Zeros();
        bytes.Write(0x2000, [.. Enumerable.Repeat((byte)0xff, Part)]).Write(0x3000, hit);
        var pattern = BytePattern.Parse(string.Concat(Enumerable.Repeat("?0", 99)) + "?1");
        var unseen = new ConcurrentBag<Exception>();
        void See(object? sender, UnobservedTaskExceptionEventArgs e) => unseen.Add(e.Exception);
        TaskScheduler.UnobservedTaskException += See;
        try
        {
            using (KernelDump dump = Open(bytes))
                Assert.Equal(0x10_1000UL, dump.PhysicalMemory!.Search(pattern, cancellation: Token).First().Value);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= See;
        }

        Assert.DoesNotContain(unseen, exception => $"{exception}".Contains("KdmpParser.Searching.SearchedPart", StringComparison.Ordinal));
    }

    [Fact]
    public void A_search_on_several_threads_can_be_ended()
    {
        using KernelDump dump = OpenZeros();
        using var end = new CancellationTokenSource();
        using IEnumerator<PhysicalAddress> search = dump.PhysicalMemory!.Search(BytePattern.Parse("00"), cancellation: end.Token).GetEnumerator();
        Assert.True(search.MoveNext());
        end.Cancel();
        OperationCanceledException ended = Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            while (search.MoveNext())
            {
                // Goes on to the end of the window.
            }
        });
        Assert.Equal(end.Token, ended.CancellationToken);
    }

    [Fact]
    public void What_goes_wrong_in_a_thread_is_told_to_the_caller()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets nobody cut a file that is mapped.");
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", s_zeros.Value);
        using KernelDump dump = KernelDump.Open(path, new() { Access = DumpAccess.Mapped, SearchThreads = 3 });
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(0x2000 + Part + 0x1800);
        Thread.Sleep(50);
        KernelDumpException failure = Assert.Throws<KernelDumpException>(() => dump.PhysicalMemory!.Search(BytePattern.Parse("a1"), cancellation: Token).Count());
        Assert.Equal((KernelDumpError.MemoryUnavailable, MemoryFailureReason.Truncated), (failure.Error, failure.MemoryFailure!.Value.Reason));
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.PhysicalMemory!.Search(BytePattern.Parse("a1"), cancellation: Token));
    }

    [Fact]
    public void A_dump_that_is_closed_meanwhile_says_so()
    {
        using KernelDump dump = OpenZeros();
        using IEnumerator<PhysicalAddress> search = dump.PhysicalMemory!.Search(BytePattern.Parse("00"), cancellation: Token).GetEnumerator();
        Assert.True(search.MoveNext());
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() =>
        {
            while (search.MoveNext())
            {
                // Goes on to the end of the window.
            }
        });
    }

    [Fact]
    public void Progress_goes_from_nothing_to_all_that_was_captured()
    {
        using KernelDump dump = OpenZeros();
        var reports = new ScanReports();
        Assert.Empty(dump.PhysicalMemory!.Search(BytePattern.Parse("a1"), reports, Token));
        Assert.Equal([0, Part, 2 * Part, Pages * 4096L], reports.All.Select(report => report.BytesDone));
        Assert.All(reports.All, report => Assert.Equal(Pages * 4096L, report.ByteCount));
    }

    [Fact]
    public void A_stream_of_the_callers_is_read_on_the_callers_thread()
    {
        using var stream = new WatchedStream(s_zeros.Value);
        using KernelDump dump = KernelDump.Open(stream, options: new() { SearchThreads = 4 });
        Assert.Empty(dump.PhysicalMemory!.Search(BytePattern.Parse("a1"), cancellation: Token));
        Assert.Equal([Environment.CurrentManagedThreadId], stream.Threads.Distinct());
    }

    private static DumpBytes Zeros() => DumpBytes.Full((0x100, Pages)).Zeros(0x2000, Pages * 4096);

    private static byte[] Random(int count)
    {
        var random = new Random(3);
        var bytes = new byte[count];
        for (int i = 0; i < count; i++)
            bytes[i] = random.Next(40) switch { 0 => 0xff, 1 or 2 => 1, _ => 0 };

        // Hits of one byte, where longer ones may go on behind a part.
        bytes.AsSpan(Part - 2, 8).Fill(0xff);
        return bytes;
    }

    private static KernelDump Open(DumpBytes bytes, int threads = 3) => KernelDump.Open(bytes.ToArray(), "by hand", new() { SearchThreads = threads });

    private static KernelDump OpenZeros() => KernelDump.Open(s_zeros.Value, "by hand", new() { SearchThreads = 3 });

    private static IEnumerable<ulong> Find(KernelDump dump, string pattern) =>
        dump.PhysicalMemory!.Search(BytePattern.Parse(pattern), cancellation: Token).Select(hit => hit.Value);

    private sealed class WatchedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public ConcurrentBag<int> Threads { get; } = [];

        public override int Read(Span<byte> buffer)
        {
            // Time for a thread of the pool to begin, if one was to.
            Threads.Add(Environment.CurrentManagedThreadId);
            Thread.Sleep(1);
            return base.Read(buffer);
        }
    }
}
