namespace KdmpParser.Searching;

/// <summary>Finds printable characters wherever memory goes on without a gap.</summary>
internal static class TextSearch
{
    /// <returns>Runs in the order of their addresses.</returns>
    public static IEnumerable<FoundText> Run(
        Func<int, ScannedMemory> memory, int minimumLength, KernelDumpLimits limits, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        var scan = new MemoryScan(memory(0), progress, cancellation);
        var scanner = new TextScanner(minimumLength, limits);
        bool goesOn;
        do
        {
            goesOn = scan.MoveNext(scanner);
            if (!goesOn)
                scanner.Break();
            foreach (FoundText text in scanner.Found)
                yield return text;
            scanner.Found.Clear();
        }
        while (goesOn);
    }
}
