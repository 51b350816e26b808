using KdmpParser.Memory;

namespace KdmpParser.Searching;

/// <summary>A search on several threads, each of which takes the next part of memory.</summary>
internal static class ParallelSearch
{
    /// <param name="captured">Physical memory.</param>
    /// <param name="range">What of it.</param>
    /// <param name="patterns">What to look for.</param>
    /// <param name="threads">How many parts are searched at once.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Matches in the order of their addresses. Nothing is searched any more when the caller has taken the last one that it wants.</returns>
    public static IEnumerable<PatternMatch> Run(
        CapturedMemory captured, AddressRange range, BytePattern[] patterns, int threads, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        captured.ThrowIfDisposed();
        var report = new ScanReport(progress, progress is null ? 0 : captured.Held(range).Sum(extent => (long)extent.Length));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using IEnumerator<CapturedPart> parts = CapturedPart.Divide(captured.Held(range), PatternSearch.Overlap(patterns)).GetEnumerator();
        var searched = new Queue<SearchedPart>();
        try
        {
            for (long done = 0; ;)
            {
                cancellation.ThrowIfCancellationRequested();
                report.At(done);
                while (searched.Count < threads && parts.MoveNext())
                    searched.Enqueue(new(captured, parts.Current, patterns, stop.Token));
                if (!searched.TryPeek(out SearchedPart? next))
                    yield break;
                using IEnumerator<PatternMatch> matches = next.Matches().GetEnumerator();
                while (MoveNext(matches, cancellation))
                    yield return matches.Current;
                done += searched.Dequeue().ByteCount;
            }
        }
        finally
        {
            stop.Cancel();
            foreach (SearchedPart part in searched)
                part.Abandon();
        }
    }

    /// <summary>Whoever ended the search knows the token that it gave, and no other.</summary>
    private static bool MoveNext(IEnumerator<PatternMatch> matches, CancellationToken cancellation)
    {
        try
        {
            return matches.MoveNext();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }
}
