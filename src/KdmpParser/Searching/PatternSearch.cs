namespace KdmpParser.Searching;

/// <summary>Finds a pattern wherever memory goes on without a gap.</summary>
internal static class PatternSearch
{
    /// <returns>Addresses of hits in ascending order; they can overlap.</returns>
    public static IEnumerable<ulong> Run(BytePattern pattern, Func<ScannedMemory> memory, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        // A hit that is not whole in one window is whole in the next, and none is whole in both.
        var scan = new MemoryScan(memory(), pattern.Length - 1, progress, cancellation);
        while (scan.MoveNext())
        {
            for (int from = 0, found; (found = pattern.IndexIn(scan.Bytes[from..])) >= 0; from += found + 1)
                yield return scan.Address + (ulong)(from + found);
        }
    }
}
