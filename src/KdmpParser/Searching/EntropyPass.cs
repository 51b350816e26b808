namespace KdmpParser.Searching;

/// <summary>Goes through memory page by page.</summary>
internal static class EntropyPass
{
    /// <returns>The pages of which anything could be read, in the order of their addresses.</returns>
    public static IEnumerable<PageEntropy> Run(Func<int, ScannedMemory> memory, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        var scan = new MemoryScan(memory(0), progress, cancellation);
        var counter = new EntropyCounter();
        bool goesOn;
        do
        {
            goesOn = scan.MoveNext(counter);
            if (!goesOn)
                counter.End();
            foreach (PageEntropy page in counter.Found)
                yield return page;
            counter.Found.Clear();
        }
        while (goesOn);
    }
}
