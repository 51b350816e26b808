using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Ranges of page frames whose pages follow each other in the file in the order of the list.</summary>
internal sealed class PackedRanges(MappedFile file, ulong firstPage)
{
    private readonly List<Extent> _extents = [];

    public ulong PageCount { get; private set; }

    /// <param name="range">As the file has it; empty ranges are passed over.</param>
    /// <param name="offset">Where the file has it, for the message.</param>
    public void Add(PhysicalMemoryRun64 range, long offset)
    {
        if (range.PageCount == 0)
            return;
        if (!range.IsPhysical)
            throw PageLayout.Corrupt(offset, $"the range of {range.PageCount} pages from page frame 0x{range.BasePage:x} on goes past 52-bit physical memory.");

        // Range by range, so that nothing below can overflow, whatever the list says.
        PageLayout.CheckPages(file, firstPage, PageCount + range.PageCount);
        long position = (long)(firstPage + PageCount * PhysicalAddress.PageSize);
        _extents.Add(new(range.BasePage * PhysicalAddress.PageSize, range.PageCount * PhysicalAddress.PageSize, position));
        PageCount += range.PageCount;
    }

    /// <summary>Makes the index.</summary>
    public (MemoryIndex Index, long PageCount) ToIndex(List<string> warnings)
    {
        MemoryIndex index = ExtentIndex.Build(_extents, out bool overlaps);
        if (!overlaps)
            return (index, (long)PageCount);

        warnings.Add("Some page ranges overlap; for a page that is listed twice, the first copy is used.");
        return (index, index.Extents.Sum(extent => (long)(extent.Length / PhysicalAddress.PageSize)));
    }
}
