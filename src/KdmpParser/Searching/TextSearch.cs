namespace KdmpParser.Searching;

/// <summary>Finds printable characters wherever memory goes on without a gap.</summary>
internal static class TextSearch
{
    /// <returns>Runs in the order of their addresses.</returns>
    public static IEnumerable<FoundText> Run(
        Func<ScannedMemory> memory, int minimumLength, KernelDumpLimits limits, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        var scan = new MemoryScan(memory(), overlap: 0, progress, cancellation);
        var scanner = new TextScanner(minimumLength, limits);
        var found = new List<FoundText>();
        bool goesOn;
        do
        {
            goesOn = scan.MoveNext();
            if (!goesOn || !scan.IsContinued)
                scanner.Break(found);
            if (goesOn)
                scanner.Add(scan.Bytes, scan.Address, found);
            foreach (FoundText text in found)
                yield return text;
            found.Clear();
        }
        while (goesOn);
    }
}
