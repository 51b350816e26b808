using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Type 1: the runs of the header's PhysicalMemoryBlock; pages follow the header, packed run after run.</summary>
internal static class FullLayout
{
    private const int BlockOffset = 0x88;

    public static MemoryIndex Read(Opening opening, in PhysicalMemoryDescriptor64 block)
    {
        if (PageFill.Recorded(block.NumberOfRuns) is not { } count)
            throw Opening.Corrupt(BlockOffset, $"a full dump must list its runs of memory in the header, and this one has none recorded.");
        if (count > PhysicalMemoryDescriptor64.MaximumRuns)
        {
            throw Opening.Corrupt(
                BlockOffset,
                $"the header claims {count} runs of memory, and only {PhysicalMemoryDescriptor64.MaximumRuns} fit into it.",
                expected: FormattableString.Invariant($"at most {PhysicalMemoryDescriptor64.MaximumRuns} runs"),
                actual: FormattableString.Invariant($"{count} runs"));
        }

        var ranges = new PackedRanges(opening, DumpHeader64.Size, (int)count);
        for (int i = 0; i < count; i++)
            ranges.Add(block.Runs[i], BlockOffset + 0x10 + 16 * i);
        if (PageFill.Recorded(block.NumberOfPages) is null)
            opening.Warn($"The header does not record how many pages there are; its runs have {ranges.PageCount}.");
        else if (block.NumberOfPages != ranges.PageCount)
            opening.Warn($"The header counts {block.NumberOfPages} pages, its runs have {ranges.PageCount}.");
        return ranges.ToIndex();
    }
}
