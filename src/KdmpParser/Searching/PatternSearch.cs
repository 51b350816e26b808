namespace KdmpParser.Searching;

/// <summary>Finds patterns wherever memory goes on without a gap.</summary>
internal static class PatternSearch
{
    /// <summary>How many bytes of a hit can lie behind where a search stops.</summary>
    public static int Overlap(BytePattern[] patterns) => patterns.Max(pattern => pattern.Length) - 1;

    /// <param name="patterns">What to look for.</param>
    /// <param name="memory">Makes the pass that repeats so many bytes.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Matches in the order of their addresses; they can overlap.</returns>
    public static IEnumerable<PatternMatch> Run(
        BytePattern[] patterns, Func<int, ScannedMemory> memory, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        var scan = new MemoryScan(memory(Overlap(patterns)), progress, cancellation);
        var matcher = new PatternMatcher(patterns);
        while (scan.MoveNext(matcher))
        {
            foreach (PatternMatch match in matcher.Matches)
                yield return match;
            matcher.Matches.Clear();
        }
    }
}
