using KdmpParser.Memory;
using KdmpParser.Searching;

namespace KdmpParser.Comparing;

/// <summary>One pass over the captured pages of two dumps side by side: a step is as long as what both say about it stays the same.</summary>
internal sealed class MemoryComparison
{
    private const int Chunk = 1 << 16;

    private readonly byte[] _before = new byte[Chunk], _after = new byte[Chunk];

    private MemoryComparison()
    {
    }

    /// <returns>Differences in the order of their addresses; neighbours of one kind are one.</returns>
    public static IEnumerable<PageDifference> Run(
        CapturedMemory before, CapturedMemory after, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        var report = new ScanReport(progress, progress is null ? 0 : (before.PageCount + after.PageCount) * PhysicalAddress.PageSize);
        PageDifference? open = null;
        foreach (PageDifference next in new MemoryComparison().Steps(before, after, report, cancellation))
        {
            if (open is { } first && first.Kind == next.Kind && first.Start.PageFrameNumber + (ulong)first.PageCount == next.Start.PageFrameNumber)
            {
                open = first with { PageCount = first.PageCount + next.PageCount };
                continue;
            }

            if (open is { } done)
                yield return done;
            open = next;
        }

        if (open is { } last)
            yield return last;
    }

    /// <summary>Differences that are not joined.</summary>
    private IEnumerable<PageDifference> Steps(CapturedMemory before, CapturedMemory after, ScanReport report, CancellationToken cancellation)
    {
        using IEnumerator<Extent> earlier = before.Extents.GetEnumerator(), later = after.Extents.GetEnumerator();
        Extent a = Next(before, earlier), b = Next(after, later);
        long done = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            before.ThrowIfDisposed();
            after.ThrowIfDisposed();
            report.At(done);
            if (a.Length == 0 && b.Length == 0)
                yield break;

            ulong step;
            if (b.Length == 0 || (a.Length != 0 && a.Start < b.Start))
            {
                step = b.Length == 0 ? a.Length : Math.Min(a.Length, b.Start - a.Start);
                yield return Pages(PageDifferenceKind.Missing, a.Start, step);
                a = Behind(a, step, before, earlier);
            }
            else if (a.Length == 0 || b.Start < a.Start)
            {
                step = a.Length == 0 ? b.Length : Math.Min(b.Length, a.Start - b.Start);
                yield return Pages(PageDifferenceKind.Added, b.Start, step);
                b = Behind(b, step, after, later);
            }
            else
            {
                step = Math.Min(Math.Min(a.Length, b.Length), Chunk);
                before.ReadExactly(a, _before.AsSpan(0, (int)step));
                after.ReadExactly(b, _after.AsSpan(0, (int)step));
                for (int page = 0; (page = NextChanged(page, (int)step)) >= 0; page += PhysicalAddress.PageSize)
                    yield return Pages(PageDifferenceKind.Changed, a.Start + (ulong)page, PhysicalAddress.PageSize);
                done += (long)step;
                a = Behind(a, step, before, earlier);
                b = Behind(b, step, after, later);
            }

            done += (long)step;
        }
    }

    /// <summary>The next pages that the file holds as a whole; of no length when there are none.</summary>
    private static Extent Next(CapturedMemory memory, IEnumerator<Extent> extents)
    {
        while (extents.MoveNext())
        {
            long pages = memory.WholePages(extents.Current);
            if (pages > 0)
                return extents.Current with { Length = (ulong)pages * PhysicalAddress.PageSize };
        }

        return default;
    }

    private static Extent Behind(Extent extent, ulong bytes, CapturedMemory memory, IEnumerator<Extent> extents) =>
        extent.Length > bytes ? extent.From(bytes) : Next(memory, extents);

    private static PageDifference Pages(PageDifferenceKind kind, ulong start, ulong length) => new(kind, start, (long)(length / PhysicalAddress.PageSize));

    /// <summary>The first page from one on that is not the same in both; -1 when all are.</summary>
    private int NextChanged(int page, int end)
    {
        ReadOnlySpan<byte> before = _before.AsSpan(page..end), after = _after.AsSpan(page..end);

        // Most of memory is the same, and to see that takes less than to see where it is not.
        if (before.SequenceEqual(after))
            return -1;
        int at = page + before.CommonPrefixLength(after);
        return at < end ? at / PhysicalAddress.PageSize * PhysicalAddress.PageSize : -1;
    }
}
