using KdmpParser.Tests.Searching;

namespace KdmpParser.Tests.Comparing;

public class PageDifferenceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_dump_does_not_differ_from_itself_in_another_form()
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Full((2, 3), (9, 100)).Open();
        dump.ConvertTo(folder["converted.dmp"], DumpType.KernelMemory, cancellation: Token);
        using KernelDump converted = KernelDump.Open(folder["converted.dmp"]);
        Assert.Empty(Compare(dump, converted));
        Assert.Empty(Compare(dump, dump));
    }

    [Fact]
    public void Pages_are_changed_added_or_missing_from_the_earlier_to_the_later()
    {
        // Before: 2 to 5 and 9. After: 3 to 7, with one byte of 4 changed, and 10.
        DumpBytes before = DumpBytes.Full((2, 4), (9, 1)).Zeros(0x2000, 0x5000), after = DumpBytes.Bitmap(5, 16, [3, 4, 5, 6, 7, 10]).Zeros(0x3000, 0x6000).U8(0x4fff, 1);
        using KernelDump earlier = before.Open(), later = after.Open();
        Assert.Equal(
            [
                new(PageDifferenceKind.Missing, 0x2000, 1),
                new(PageDifferenceKind.Changed, 0x4000, 1),
                new(PageDifferenceKind.Added, 0x6000, 2),
                new(PageDifferenceKind.Missing, 0x9000, 1),
                new(PageDifferenceKind.Added, 0xa000, 1),
            ],
            Compare(earlier, later));
        Assert.Equal(
            [
                new(PageDifferenceKind.Added, 0x2000, 1),
                new(PageDifferenceKind.Changed, 0x4000, 1),
                new(PageDifferenceKind.Missing, 0x6000, 2),
                new(PageDifferenceKind.Added, 0x9000, 1),
                new(PageDifferenceKind.Missing, 0xa000, 1),
            ],
            Compare(later, earlier));
        Assert.Equal(new(1, 3, 2), Compare(earlier, later).Aggregate(default(PageDifferenceTotals), (totals, difference) => totals.Add(difference)));
    }

    [Fact]
    public void Neighbours_are_joined_wherever_they_are_in_the_files()
    {
        // 100 pages are more than one step of the pass; each page of the second is a range of its own, the last one first.
        DumpBytes before = DumpBytes.Full((1, 100)).Zeros(0x2000, 100 * 0x1000);
        DumpBytes after = DumpBytes.Ranges(8, [.. Enumerable.Range(1, 110).Reverse().Select(frame => ((ulong)frame, 1UL))]);
        int firstPage = 0x2030 + 110 * 16;
        after.Zeros(firstPage, 110 * 0x1000);
        foreach (int frame in (int[])[1, 31, 32, 33, 34, 64, 100])
            after.U8(firstPage + (110 - frame) * 0x1000 + 0x800, 7);
        using KernelDump earlier = before.Open(), later = after.Open();
        Assert.Equal(
            [
                new(PageDifferenceKind.Changed, 0x1000, 1),
                new(PageDifferenceKind.Changed, 0x1f000, 4),
                new(PageDifferenceKind.Changed, 0x40000, 1),
                new(PageDifferenceKind.Changed, 0x64000, 1),
                new(PageDifferenceKind.Added, 0x65000, 10),
            ],
            Compare(earlier, later));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xfff)]
    [InlineData(0x1f_ffff)]
    public void One_byte_is_a_difference(int offset)
    {
        DumpBytes before = DumpBytes.Full((0x100, 0x200)), after = DumpBytes.Full((0x100, 0x200));
        after.U8(0x2000 + offset, (byte)(after.At(0x2000 + offset, 1)[0] ^ 0x80));
        using KernelDump earlier = before.Open(), later = after.Open();
        Assert.Equal([new(PageDifferenceKind.Changed, 0x100000 + (ulong)offset / 0x1000 * 0x1000, 1)], Compare(earlier, later));
    }

    [Fact]
    public void What_neither_captured_costs_nothing()
    {
        // A page at the beginning and one 2 PiB from there; a pass that looks at the pages between would not end.
        using KernelDump earlier = DumpBytes.Ranges(8, (1, 1), (1UL << 39, 1)).Open(), later = DumpBytes.Ranges(8, (2, 1), (1UL << 39, 1)).Zeros(0x2050, 0x2000).Open();
        Assert.Equal(
            [
                new(PageDifferenceKind.Missing, 0x1000, 1),
                new(PageDifferenceKind.Added, 0x2000, 1),
                new(PageDifferenceKind.Changed, 1UL << 51, 1),
            ],
            Compare(earlier, later));
    }

    [Fact]
    public void A_page_that_a_truncated_dump_has_in_part_is_missing()
    {
        byte[] whole = DumpBytes.Full((1, 4), (9, 1)).ToArray();
        using KernelDump earlier = KernelDump.Open(whole, "whole"), later = KernelDump.Open(whole.AsSpan(0, 0x4800), "cut", new() { AllowTruncated = true });
        Assert.Equal([new(PageDifferenceKind.Missing, 0x3000, 2), new(PageDifferenceKind.Missing, 0x9000, 1)], Compare(earlier, later));
    }

    [Fact]
    public void Progress_is_about_both_dumps_and_a_comparison_can_be_ended()
    {
        using KernelDump earlier = DumpBytes.Full((1, 2000)).Open(), later = DumpBytes.Full((1, 1500)).Open();
        var reports = new ScanReports();
        Assert.Equal([new(PageDifferenceKind.Missing, 1501 * 4096, 500)], earlier.PhysicalMemory!.Compare(later.PhysicalMemory!, reports, Token));
        const long All = 3500 * 4096;
        Assert.Equal([new(0, All), new(0x40_0000, All), new(0x80_0000, All), new(All, All)], reports.All);

        using var cancellation = new CancellationTokenSource();
        reports = new(progress =>
        {
            if (progress.BytesDone > 0)
                cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => earlier.PhysicalMemory!.Compare(later.PhysicalMemory!, reports, cancellation.Token).Count());
        Assert.Equal(2, reports.All.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dump_that_was_closed_is_not_compared(bool earlierOne)
    {
        KernelDump earlier = DumpBytes.Full((1, 1)).Open(), later = DumpBytes.Full((2, 1)).Open();
        PhysicalMemory before = earlier.PhysicalMemory!, after = later.PhysicalMemory!;
        IEnumerable<PageDifference> asked = before.Compare(after, cancellation: Token);
        (earlierOne ? earlier : later).Dispose();
        Assert.Throws<ObjectDisposedException>(() => before.Compare(after, cancellation: Token));
        Assert.Throws<ObjectDisposedException>(() => asked.Any());
        (earlierOne ? later : earlier).Dispose();
    }

    private static IEnumerable<PageDifference> Compare(KernelDump earlier, KernelDump later) =>
        earlier.PhysicalMemory!.Compare(later.PhysicalMemory!, cancellation: Token);
}
