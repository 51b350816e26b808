using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Ranges of page frames whose pages follow each other in the file in the order of the list.</summary>
/// <param name="opening">The dump.</param>
/// <param name="firstPage">Where the first page is in the file.</param>
/// <param name="most">How many ranges there can be; the file has as many.</param>
internal sealed class PackedRanges(Opening opening, ulong firstPage, int most)
{
    private readonly Extent[] _extents = new Extent[most];
    private int _count;

    public ulong PageCount { get; private set; }

    /// <param name="range">As the file has it; empty ranges are passed over.</param>
    /// <param name="offset">Where the file has it, for the message.</param>
    public void Add(PhysicalMemoryRun64 range, long offset)
    {
        if (range.PageCount == 0)
            return;
        if (!range.IsPhysical)
        {
            throw Opening.Corrupt(
                offset, $"the range of {range.PageCount} pages from page frame 0x{range.BasePage:x} on goes past 52-bit physical memory.");
        }

        // Nothing below can overflow: no list has more pages than physical memory, unless it lists some more than once.
        if (range.PageCount > FormatLimits.PageFrames - PageCount)
            throw Opening.Corrupt(offset, $"the ranges have more than {FormatLimits.PageFrames} pages, more than there is physical memory.");
        if (_count == most)
            throw Opening.Corrupt(offset, $"the ranges are more than the {most} that they were a moment before.");
        ulong position = Math.Min(firstPage, (ulong)opening.File.Length) + PageCount * PhysicalAddress.PageSize;
        _extents[_count++] = new(range.BasePage * PhysicalAddress.PageSize, range.PageCount * PhysicalAddress.PageSize, (long)position);
        PageCount += range.PageCount;
    }

    /// <summary>Makes the index.</summary>
    public MemoryIndex ToIndex()
    {
        opening.CheckPages(firstPage, PageCount);
        MemoryIndex index = ExtentIndex.Build(_count == most ? _extents : _extents[.._count], out bool overlaps);
        if (overlaps)
            opening.Warn($"Some page ranges overlap; for a page that is listed twice, the first copy is used.");
        return index;
    }
}
