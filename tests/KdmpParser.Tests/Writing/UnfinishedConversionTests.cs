namespace KdmpParser.Tests;

public class UnfinishedConversionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private const int Pages = 3000;

    private static readonly byte[] s_old = [1, 2, 3];

    /// <summary>Ends the conversion at a page count by calling back while it runs.</summary>
    private sealed class Reports(Action<WriteProgress>? action = null) : IProgress<WriteProgress>
    {
        public List<WriteProgress> All { get; } = [];

        public void Report(WriteProgress value)
        {
            All.Add(value);
            action?.Invoke(value);
        }
    }

    public static TheoryData<bool> RawOrNot => [false, true];

    [Theory]
    [MemberData(nameof(RawOrNot))]
    public void A_conversion_that_is_cancelled_leaves_nothing_but_the_old_file(bool raw)
    {
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(progress =>
        {
            if (progress.PagesWritten > 0)
                cancellation.Cancel();
        });
        AssertLeavesTheOldFile(
            raw, dump => Assert.Throws<OperationCanceledException>(() => Convert(dump, raw, reports, cancellation.Token)));
        Assert.Equal([0L, 1024L], reports.All.Select(report => report.PagesWritten));
    }

    [Theory]
    [MemberData(nameof(RawOrNot))]
    public void A_conversion_that_was_cancelled_before_leaves_nothing_but_the_old_file(bool raw)
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var reports = new Reports();
        AssertLeavesTheOldFile(
            raw, dump => Assert.Throws<OperationCanceledException>(() => Convert(dump, raw, reports, cancellation.Token)));
        Assert.Empty(reports.All);
    }

    [Fact]
    public void A_filter_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        int asked = 0;
        AssertLeavesTheOldFile(false, dump => Assert.Throws<OperationCanceledException>(() => dump.ConvertTo(
            dump.Name,
            DumpType.Full,
            _ =>
            {
                asked++;
                cancellation.Cancel();
                return true;
            },
            overwrite: true,
            cancellation: cancellation.Token)));

        // It is looked at before each run.
        Assert.Equal(2000, asked);
    }

    [Fact]
    public void A_filter_that_fails_leaves_nothing_but_the_old_file() => AssertLeavesTheOldFile(false, dump =>
        Assert.Throws<InvalidTimeZoneException>(() => dump.ConvertTo(dump.Name, DumpType.Full, _ => throw new InvalidTimeZoneException(), overwrite: true, cancellation: Token)));

    [Theory]
    [MemberData(nameof(RawOrNot))]
    public void A_dump_that_is_closed_meanwhile_leaves_nothing_but_the_old_file(bool raw) => AssertLeavesTheOldFile(raw, dump =>
        Assert.Throws<ObjectDisposedException>(() => Convert(dump, raw, new Reports(progress => dump.Dispose()), Token)));

    [Fact]
    public void Progress_is_reported_every_4_MiB_and_at_the_end()
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Full((1, Pages)).Open();
        foreach (bool raw in (bool[])[false, true])
        {
            var reports = new Reports();
            _ = raw
                ? dump.ConvertToRawImage(folder["memory.raw"], progress: reports, cancellation: Token)
                : dump.ConvertTo(folder["converted.dmp"], DumpType.Bitmap, progress: reports, cancellation: Token);
            Assert.Equal([new(0, Pages), new(1024, Pages), new(2048, Pages), new(Pages, Pages)], reports.All);
        }
    }

    [Fact]
    public void Progress_of_short_runs_is_not_reported_for_each_of_them()
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Bitmap(5, 6000, [.. Enumerable.Range(0, 2500).Select(i => 2 * i + 1)], firstPage: 0x3000).Open();
        var reports = new Reports();
        dump.ConvertToRawImage(folder["memory.raw"], progress: reports, cancellation: Token);
        Assert.Equal([0L, 1024L, 2048L, 2500L], reports.All.Select(report => report.PagesWritten));
    }

    private static void Convert(KernelDump dump, bool raw, IProgress<WriteProgress> progress, CancellationToken cancellation) => _ = raw
        ? dump.ConvertToRawImage(dump.Name, overwrite: true, progress: progress, cancellation: cancellation)
        : dump.ConvertTo(dump.Name, DumpType.KernelMemory, overwrite: true, progress: progress, cancellation: cancellation);

    /// <summary>The name of the dump is the path of the file that is to stay.</summary>
    private static void AssertLeavesTheOldFile(bool raw, Action<KernelDump> convert)
    {
        using var folder = new TemporaryFolder();
        string old = folder.Write(raw ? "memory.raw" : "converted.dmp", s_old);
        using KernelDump dump = KernelDump.Open(DumpBytes.Full((1, 2000), (0x1000, Pages - 2000)).ToArray(), old);
        convert(dump);
        Assert.Equal(s_old, File.ReadAllBytes(old));
        Assert.Single(folder.Names);
    }
}
