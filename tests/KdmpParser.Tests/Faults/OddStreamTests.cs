namespace KdmpParser.Tests.Faults;

public class OddStreamTests
{
    /// <summary>Two pages, frames 2 and 3: the first at 0x2000, the second at 0x3000.</summary>
    private static readonly byte[] s_dump = DumpBytes.Full((2, 2)).ToArray();

    public static TheoryData<Exception> Exceptions =>
    [
        new IOException("odd"), new UnauthorizedAccessException("odd"), new InvalidOperationException("odd"), new NotSupportedException("odd"),
        new ArgumentOutOfRangeException("odd"), new ObjectDisposedException("odd"), new TimeoutException("odd"),
    ];

    [Fact]
    public void A_stream_may_give_a_byte_at_a_time_or_any_count()
    {
        byte[] sample = Sample();
        var random = new Random(1);
        foreach (Func<long, int, int> count in (Func<long, int, int>[])[(_, there) => Math.Min(1, there), (_, there) => there == 0 ? 0 : random.Next(1, there + 1)])
        {
            using KernelDump expected = KernelDump.Open(sample, "sample"), dump = KernelDump.Open(new OddStream(sample) { Count = count });
            Assert.Equal(expected.KernelModules.Select(module => module.ToString()), dump.KernelModules.Select(module => module.ToString()));
            foreach (PhysicalRun run in expected.PhysicalMemory!.Runs)
            {
                int length = (int)run.PageCount * PhysicalAddress.PageSize;
                Assert.True(expected.PhysicalMemory.View(run.Start, length).Bytes.AsSpan().SequenceEqual(dump.PhysicalMemory!.View(run.Start, length).Bytes.AsSpan()));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public void Whatever_a_stream_throws_is_the_reason_why_a_dump_cannot_be_read_at_an_offset(Exception odd)
    {
        using var stream = new OddStream(s_dump);
        using KernelDump dump = KernelDump.Open(stream);
        var read = new byte[0x2000];
        foreach (int at in (int[])[0x2000, 0x2fff, 0x3000, 0x3fff])
        {
            stream.Count = (position, there) => position < at ? (int)Math.Min(there, at - position) : throw odd;
            AssertUnavailable(odd, at, () => dump.PhysicalMemory!.Read(0x2000, read));
            Assert.Equal(s_dump.AsSpan(0x2000, at - 0x2000), read.AsSpan(0, at - 0x2000));
            AssertUnavailable(odd, at, () => dump.PhysicalMemory!.Search(BytePattern.Parse("a1 b2 c3 d4 e5"), cancellation: TestContext.Current.CancellationToken).Count());
            AssertUnavailable(odd, at, () => dump.PhysicalMemory!.EnumerateStrings(0, ulong.MaxValue, 40, cancellation: TestContext.Current.CancellationToken).Count());
        }

        // What was read stays known, and what can be read again is.
        stream.Count = null;
        Assert.True(dump.PhysicalMemory!.Read(0x2000, read).IsComplete);
    }

    [Theory]
    [MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public void A_dump_is_not_opened_from_a_stream_that_throws(Exception odd)
    {
        foreach (int at in (int[])[0, 1, 0x1fff])
        {
            var stream = new OddStream(s_dump) { Count = (position, there) => position < at ? (int)Math.Min(there, at - position) : throw odd };
            AssertUnavailable(odd, at, () => KernelDump.Open(stream).Dispose());
            Assert.True(stream.IsClosed);
        }

        var mute = new OddStream(s_dump) { LengthNow = () => throw odd };
        AssertUnavailable(odd, 0, () => KernelDump.Open(mute).Dispose());
        Assert.True(mute.IsClosed);
        var kept = new OddStream(s_dump) { LengthNow = () => throw odd };
        AssertUnavailable(odd, 0, () => KernelDump.Open(kept, leaveOpen: true).Dispose());
        Assert.False(kept.IsClosed);
    }

    [Fact]
    public void What_the_caller_cancelled_is_cancelled()
    {
        using var stream = new OddStream(s_dump);
        using KernelDump dump = KernelDump.Open(stream);
        stream.Count = (_, _) => throw new OperationCanceledException();
        Assert.Throws<OperationCanceledException>(() => dump.PhysicalMemory!.Read(0x2000, new byte[1]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(0x1001)]
    [InlineData(int.MaxValue)]
    public void A_count_that_cannot_be_is_not_believed(int count)
    {
        using var stream = new OddStream(s_dump);
        using KernelDump dump = KernelDump.Open(stream);
        stream.Count = (_, _) => count;
        KernelDumpException failure = Assert.Throws<KernelDumpException>(() => dump.PhysicalMemory!.Read(0x2000, new byte[0x1000]));
        Assert.Equal((KernelDumpError.FileUnavailable, 0x2000L), (failure.Error, failure.FileOffset));

        // After a first piece that could be, too.
        stream.Count = (position, there) => position == 0x2000 ? 0x800 : count;
        failure = Assert.Throws<KernelDumpException>(() => dump.PhysicalMemory!.Read(0x2000, new byte[0x1000]));
        Assert.Equal((KernelDumpError.FileUnavailable, 0x2800L), (failure.Error, failure.FileOffset));

        Assert.Equal(KernelDumpError.FileUnavailable, Assert.Throws<KernelDumpException>(() => KernelDump.Open(new OddStream(s_dump) { Count = (_, _) => count }).Dispose()).Error);
    }

    [Theory]
    [InlineData(0, KernelDumpError.Truncated)]
    [InlineData(0x20, KernelDumpError.Truncated)]
    [InlineData(0x1fff, KernelDumpError.Truncated)]
    public void A_stream_that_ends_within_the_header_is_truncated(int end, KernelDumpError error) => Assert.Equal(
        error, Assert.Throws<KernelDumpException>(() => KernelDump.Open(new OddStream(s_dump) { Count = (position, there) => EndAt(end, position, there) }).Dispose()).Error);

    [Fact]
    public void A_stream_that_ends_early_has_the_bytes_up_to_there()
    {
        using var stream = new OddStream(s_dump) { Count = (position, there) => EndAt(0x3010, position, there) };
        using KernelDump dump = KernelDump.Open(stream);
        var read = new byte[0x1800];
        Assert.Equal(new(0x810, new(MemoryFailureReason.Truncated, 0x3010)), dump.PhysicalMemory!.Read(0x2800, read));
        Assert.Equal(s_dump.AsSpan(0x2800, 0x810), read.AsSpan(0, 0x810));
        Assert.Equal(new(0, new(MemoryFailureReason.Truncated, 0x3ff8)), dump.PhysicalMemory.Read(0x3ff8, read));
    }

    [Fact]
    public void A_stream_that_is_shorter_than_it_says_has_no_bytes_behind_its_end()
    {
        // The header lists a third page, which would fit into the length that the stream claims.
        byte[] bytes = DumpBytes.Full((2, 3)).CutTo(0x4000).ToArray();
        foreach (long length in (long[])[0x5000, long.MaxValue])
        {
            using KernelDump dump = KernelDump.Open(new OddStream(bytes) { LengthNow = () => length });
            Assert.Equal(3, dump.PhysicalMemory!.PageCount);
            Assert.Equal(new(0x2000, new(MemoryFailureReason.Truncated, 0x4000)), dump.PhysicalMemory.Read(0x2000, new byte[0x3000]));
            Assert.Empty(dump.SecondaryData);
        }
    }

    [Theory]
    [InlineData(0x3fff, KernelDumpError.Truncated)]
    [InlineData(1, KernelDumpError.NotADump)]
    [InlineData(0, KernelDumpError.Empty)]
    [InlineData(-1, KernelDumpError.Empty)]
    [InlineData(long.MinValue, KernelDumpError.Empty)]
    public void A_stream_that_says_it_is_shorter_than_the_dump_is_believed(long length, KernelDumpError error)
    {
        var stream = new OddStream(s_dump) { LengthNow = () => length };
        Assert.Equal(error, Assert.Throws<KernelDumpException>(() => KernelDump.Open(stream).Dispose()).Error);
        Assert.True(stream.IsClosed);
    }

    [Fact]
    public void A_position_that_cannot_be_is_nowhere() =>
        Assert.Equal(KernelDumpError.Empty, Assert.Throws<KernelDumpException>(() => KernelDump.Open(new OddStream(s_dump) { Position = -1 }).Dispose()).Error);

    [Fact]
    public void A_length_that_changes_later_is_not_asked_for_again()
    {
        long length = s_dump.Length;
        using var stream = new OddStream(s_dump) { LengthNow = () => length };
        using KernelDump dump = KernelDump.Open(stream);
        foreach (long other in (long[])[0, 0x3000, long.MaxValue, -1])
        {
            length = other;
            Assert.Equal(s_dump.Length, dump.FileLength);
            Assert.True(dump.PhysicalMemory!.Read(0x2000, new byte[0x2000]).IsComplete);
        }
    }

    [Fact]
    public void A_list_that_could_not_be_read_is_read_when_asked_again()
    {
        byte[] sample = Sample();
        using var stream = new OddStream(sample);
        using KernelDump expected = KernelDump.Open(sample, "sample"), dump = KernelDump.Open(stream);
        Func<KernelDump, IEnumerable<object?>>[] lists =
            [d => d.KernelModules, d => d.UserModules, d => d.Processes, d => d.Processors, d => d.UnloadedDrivers, d => d.SecondaryData, d => d.Contexts, d => [d.FindModule(0)]];
        foreach (Func<KernelDump, IEnumerable<object?>> list in lists)
        {
            stream.Count = (_, _) => throw new IOException("odd");
            Exception? failure = Record.Exception(() => list(dump));

            // What needs no byte of the file has its answer all the same.
            Assert.True(failure is null or KernelDumpException { Error: KernelDumpError.FileUnavailable });
            stream.Count = null;
            Assert.Equal(list(expected).Select(item => item?.ToString()), list(dump).Select(item => item?.ToString()));
        }
    }

    private static byte[] Sample()
    {
        using var folder = new TemporaryFolder();
        KdmpSample.Write(folder["sample.dmp"]);
        return File.ReadAllBytes(folder["sample.dmp"]);
    }

    private static int EndAt(int end, long position, int there) => (int)Math.Clamp(end - position, 0, there);

    private static void AssertUnavailable(Exception odd, long offset, Func<object?> call)
    {
        KernelDumpException failure = Assert.Throws<KernelDumpException>(call);
        Assert.Equal((KernelDumpError.FileUnavailable, offset), (failure.Error, failure.FileOffset));
        Assert.Same(odd, failure.InnerException);
    }

    private static void AssertUnavailable(Exception odd, long offset, Action call) => AssertUnavailable(odd, offset, () =>
    {
        call();
        return null;
    });
}
