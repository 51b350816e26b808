using KdmpParser.Format;

namespace KdmpParser.Writing;

/// <summary>Checks the ranges that are to be written and joins neighbours, so that a table has no more entries than it needs.</summary>
internal static class PageRanges
{
    /// <exception cref="ArgumentException">A range is empty, not whole pages, not physical, or not behind the one before it.</exception>
    public static IReadOnlyList<PageRange> Join(IEnumerable<PageRange> ranges)
    {
        var joined = new List<PageRange>();
        foreach (PageRange range in ranges)
        {
            Check(range);
            ulong end = joined.Count == 0 ? 0 : End(joined[^1]);
            if (joined.Count > 0 && range.Start.PageFrameNumber < end)
                throw new ArgumentException($"The page ranges must be ascending and must not overlap; {range} begins before page frame 0x{end:x}.");
            if (joined.Count > 0 && range.Start.PageFrameNumber == end)
                joined[^1] = joined[^1] with { PageCount = joined[^1].PageCount + range.PageCount };
            else
                joined.Add(range);
        }

        return joined;
    }

    public static long PageCount(IEnumerable<PageRange> ranges) => ranges.Sum(range => range.PageCount);

    /// <summary>Page frames from 0 up to the last one that is written.</summary>
    public static ulong Frames(IReadOnlyList<PageRange> joined) => joined.Count == 0 ? 0 : End(joined[^1]);

    private static ulong End(PageRange range) => range.Start.PageFrameNumber + (ulong)range.PageCount;

    private static void Check(PageRange range)
    {
        if (range.Start.Value % PhysicalAddress.PageSize != 0 || range.PageCount <= 0 || !PhysicalMemoryRun64.Of(range).IsPhysical)
            throw new ArgumentException($"{range} is no range of whole pages within 52-bit physical memory.");
    }
}
