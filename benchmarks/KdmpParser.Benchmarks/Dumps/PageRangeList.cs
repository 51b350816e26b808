namespace KdmpParser.Benchmarks.Dumps;

/// <summary>Which page frames a dump of some layout and size has. The same each time.</summary>
internal static class PageRangeList
{
    private const long FirstFrame = 1;

    public static PageRange[] Of(DumpLayout layout, long pages) => layout switch
    {
        DumpLayout.Full or DumpLayout.DenseBitmap or DumpLayout.Used => Machine(pages),
        DumpLayout.FragmentedBitmap => [.. Scattered(pages)],
        DumpLayout.Ranges100K => [.. Even(pages, 100_000)],
        DumpLayout.Ranges1M => [.. Even(pages, 1_000_000)],
        _ => throw new ArgumentOutOfRangeException(nameof(layout)),
    };

    /// <summary>Memory of a PC: below the video memory, below 3 GiB, and from 4 GiB on.</summary>
    private static PageRange[] Machine(long pages)
    {
        long low = 0x9f - FirstFrame, below = Math.Min(0xc0000 - 0x100, pages - low), above = pages - low - below;
        PageRange[] ranges = [Range(FirstFrame, low), Range(0x100, below), Range(0x100000, above)];
        return above > 0 ? ranges : ranges[..2];
    }

    private static IEnumerable<PageRange> Scattered(long pages)
    {
        var random = new Random(1);
        for (long frame = FirstFrame; pages > 0;)
        {
            long count = Math.Min(random.Next(1, 4), pages);
            yield return Range(frame, count);
            pages -= count;
            frame += count + random.Next(1, 4);
        }
    }

    private static IEnumerable<PageRange> Even(long pages, long ranges)
    {
        long frame = FirstFrame;
        for (long i = 0; i < ranges; i++)
        {
            long count = pages * (i + 1) / ranges - pages * i / ranges;
            yield return Range(frame, count);
            frame += count + 1 + i % 7;
        }
    }

    private static PageRange Range(long frame, long count) => new((ulong)frame * PhysicalAddress.PageSize, count);
}
