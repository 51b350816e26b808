namespace KdmpParser.Searching;

/// <summary>Finds printable characters wherever memory goes on without a gap.</summary>
internal static class TextSearch
{
    /// <returns>Runs in the order of their addresses.</returns>
    public static IEnumerable<FoundText> Run(
        Func<ScannedMemory> memory, int minimumLength, KernelDumpLimits limits, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        var scan = new MemoryScan(memory(), overlap: 0, progress, cancellation);
        while (scan.MoveNext())
            yield break;
    }
}
