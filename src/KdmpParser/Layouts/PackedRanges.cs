using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Ranges of page frames whose pages follow each other in the file in the order of the list.</summary>
internal sealed class PackedRanges(ulong firstPage)
{
    private readonly List<Extent> _extents = [];

    public ulong PageCount { get; private set; }

    /// <param name="range">As the file has it; empty ranges are passed over.</param>
    /// <param name="offset">Where the file has it, for the message.</param>
    public void Add(PhysicalMemoryRun64 range, long offset)
    {
        if (range.PageCount == 0)
            return;
        if (range.BasePage >= FormatLimits.PageFrames || range.PageCount > FormatLimits.PageFrames - range.BasePage)
            throw PageLayout.Corrupt(offset, $"the range of {range.PageCount} pages from page frame 0x{range.BasePage:x} on goes past 52-bit physical memory.");

        ulong position = checked(firstPage + PageCount * PhysicalAddress.PageSize);
        _extents.Add(new(range.BasePage * PhysicalAddress.PageSize, range.PageCount * PhysicalAddress.PageSize, checked((long)position)));
        PageCount += range.PageCount;
    }

    /// <summary>Checks the whole against the file and makes the index.</summary>
    public (MemoryIndex Index, long PageCount) ToIndex(MappedFile file, List<string> warnings)
    {
        PageLayout.CheckPages(file, firstPage, PageCount);
        MemoryIndex index = ExtentIndex.Build(_extents, out bool overlaps);
        if (!overlaps)
            return (index, (long)PageCount);

        warnings.Add("Some page ranges overlap; for a page that is listed twice, the first copy is used.");
        return (index, index.Extents.Sum(extent => (long)(extent.Length / PhysicalAddress.PageSize)));
    }
}
