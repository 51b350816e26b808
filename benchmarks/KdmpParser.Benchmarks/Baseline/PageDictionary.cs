namespace KdmpParser.Benchmarks.Baseline;

/// <summary>What other parsers keep of a dump: for each page, where in the file it is. It grows as it is filled, as theirs do.</summary>
internal sealed class PageDictionary
{
    private readonly Dictionary<ulong, long> _fileOffsets = [];

    public PageDictionary(PhysicalMemory memory)
    {
        foreach (PhysicalRun run in memory.EnumerateRuns())
        {
            for (long page = 0; page < run.PageCount; page++)
                _fileOffsets.Add(run.Start.Value + (ulong)page * PhysicalAddress.PageSize, run.FileOffset + page * PhysicalAddress.PageSize);
        }
    }

    public int Count => _fileOffsets.Count;

    public bool TryGetFileOffset(ulong address, out long fileOffset)
    {
        const ulong OffsetMask = PhysicalAddress.PageSize - 1;
        bool isPresent = _fileOffsets.TryGetValue(address & ~OffsetMask, out long page);
        fileOffset = page + (long)(address & OffsetMask);
        return isPresent;
    }
}
