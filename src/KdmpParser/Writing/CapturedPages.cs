using KdmpParser.Files;

namespace KdmpParser.Writing;

/// <summary>The pages of an open dump as something to be written. Read from the file by run, not by page.</summary>
internal sealed class CapturedPages : IPageSource
{
    private const int PagesBetweenChecks = 4096;

    private readonly DumpFile _file;
    private readonly IReadOnlyList<PhysicalRun> _runs;

    /// <param name="file">The dump.</param>
    /// <param name="runs">Its pages, ascending and not overlapping; a run continues in the file.</param>
    /// <param name="pageFilter">Which of them are taken; called once for each page. Without one, nothing is done for each page.</param>
    /// <param name="cancellation">Ends the filtering.</param>
    public CapturedPages(DumpFile file, IReadOnlyList<PhysicalRun> runs, Func<PhysicalAddress, bool>? pageFilter, CancellationToken cancellation)
    {
        _file = file;
        _runs = pageFilter is null ? runs : [.. Filter(runs, pageFilter, cancellation)];
        Ranges = PageRanges.Join(_runs.Select(run => new PageRange(run.Start, run.PageCount)));
    }

    public IReadOnlyList<PageRange> Ranges { get; }

    public void ReadPages(PhysicalAddress start, Span<byte> destination)
    {
        _file.ThrowIfDisposed();
        for (int i = Find(start); !destination.IsEmpty; i++)
        {
            ulong held = Held(i, start.Value);
            if (held == 0)
                throw Unavailable(MemoryFailureReason.PageNotInDump, start.Value);

            int count = (int)Math.Min((ulong)destination.Length, held);
            int read = _file.Read(_runs[i].FileOffset + (long)(start.Value - _runs[i].Start.Value), destination[..count]);
            if (read != count)
                throw Unavailable(MemoryFailureReason.Truncated, start.Value + (ulong)read);
            destination = destination[count..];
            start = start.Value + (ulong)count;
        }
    }

    private static IEnumerable<PhysicalRun> Filter(
        IReadOnlyList<PhysicalRun> runs, Func<PhysicalAddress, bool> pageFilter, CancellationToken cancellation)
    {
        foreach (PhysicalRun run in runs)
        {
            long first = 0;
            for (long page = 0; page < run.PageCount; page++)
            {
                if (page % PagesBetweenChecks == 0)
                    cancellation.ThrowIfCancellationRequested();
                if (pageFilter(run.Start.Value + (ulong)page * PhysicalAddress.PageSize))
                    continue;
                if (page > first)
                    yield return Piece(run, first, page);
                first = page + 1;
            }

            if (run.PageCount > first)
                yield return Piece(run, first, run.PageCount);
        }
    }

    private static PhysicalRun Piece(PhysicalRun run, long first, long end) => new(
        run.Start.Value + (ulong)first * PhysicalAddress.PageSize, end - first, run.FileOffset + first * PhysicalAddress.PageSize);

    private static KernelDumpException Unavailable(MemoryFailureReason reason, ulong address) =>
        KernelDumpException.Unavailable(new(reason, address), $"Physical memory at {new PhysicalAddress(address)}");

    /// <summary>How many bytes a run holds from an address on; zero when there is no such run.</summary>
    private ulong Held(int i, ulong address)
    {
        if (i < 0 || i == _runs.Count)
            return 0;
        ulong into = unchecked(address - _runs[i].Start.Value), length = (ulong)_runs[i].PageCount * PhysicalAddress.PageSize;
        return into < length ? length - into : 0;
    }

    /// <summary>The last run that does not begin behind an address; -1 when every run does.</summary>
    private int Find(PhysicalAddress address)
    {
        int low = 0, high = _runs.Count;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (_runs[middle].Start <= address)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
