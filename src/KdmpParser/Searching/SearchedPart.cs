using KdmpParser.Memory;

namespace KdmpParser.Searching;

/// <summary>A part of memory that is searched on a thread of the pool, before its turn to be told has come.</summary>
internal sealed class SearchedPart
{
    /// <summary>A part that has more is gone on with when its matches are taken: any byte can be a match.</summary>
    private const int MatchesAhead = 4096;

    private readonly IEnumerator<PatternMatch> _search;
    private readonly List<PatternMatch> _ahead = [];
    private readonly Task _task;

    /// <param name="captured">The memory.</param>
    /// <param name="part">The part.</param>
    /// <param name="patterns">What to look for.</param>
    /// <param name="cancellation">Ends the search.</param>
    public SearchedPart(CapturedMemory captured, CapturedPart part, BytePattern[] patterns, CancellationToken cancellation)
    {
        ByteCount = part.ByteCount;
        _search = PatternSearch.Run(patterns, overlap => new CapturedScan(captured, part.Extents, overlap), progress: null, cancellation)
            .TakeWhile(match => match.Address <= part.Last).GetEnumerator();
        _task = Task.Run(
            () =>
            {
                while (_ahead.Count < MatchesAhead && _search.MoveNext())
                    _ahead.Add(_search.Current);
            },
            CancellationToken.None);
    }

    /// <summary>How much of memory it is; what is looked at behind its end does not count.</summary>
    public long ByteCount { get; }

    /// <summary>The matches that begin in the part, in the order of their addresses.</summary>
    public IEnumerable<PatternMatch> Matches()
    {
        _task.GetAwaiter().GetResult();
        foreach (PatternMatch match in _ahead)
            yield return match;
        while (_ahead.Count == MatchesAhead && _search.MoveNext())
            yield return _search.Current;
    }

    /// <summary>Waits for the end of a search whose matches nobody wants, and takes notice of how it ended: a task whose exception nobody saw tells the program.</summary>
    public void Abandon() => _task.ContinueWith(static task => task.Exception, TaskScheduler.Default).Wait();
}
