using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Types 8, 9 and 0xa: an RDMP header and a table of page ranges in any order, then the pages in the table's order.</summary>
internal static class RangeLayout
{
    private const long At = RdmpHeader64.FileOffset;

    /// <summary>The table begins this many bytes into the metadata.</summary>
    private const ulong BeforeTable = (ulong)(RdmpHeader64.TableOffset - RdmpHeader64.MetadataOffset);

    public static MemoryIndex Read(Opening opening, DumpType type)
    {
        DumpFile file = opening.File;
        var header = file.ReadStructure<RdmpHeader64>(At, "the RDMP header");
        if (!header.IsValid)
            throw Opening.Corrupt(At, $"no RDMP header (0x40, 'RDMP', 'DUMP') stands at offset 0x{At:x}.", expected: "0x40, 'RDMP', 'DUMP'");
        if (header.FirstPageOffset < (ulong)RdmpHeader64.TableOffset || header.MetadataSize < BeforeTable)
            throw Opening.Corrupt(At + 0x10, $"the RDMP metadata of {header.MetadataSize} bytes and the first page at 0x{header.FirstPageOffset:x} leave no room for a range table.");

        IEnumerable<PhysicalMemoryRun64> table = Table(opening, header);
        ulong? total = type == DumpType.CompleteMemory ? header.TotalNumberOfPages : null;

        // Counted first: there can be millions, and lists that grow take three times as much.
        var ranges = new PackedRanges(opening, header.FirstPageOffset, table.TakeWhile(range => range.BasePage != 0).Count(range => range.PageCount != 0));
        long i = 0;
        foreach (PhysicalMemoryRun64 listed in table)
        {
            PhysicalMemoryRun64 range = listed;
            if (range.BasePage == 0 || ranges.PageCount == total)
                break;
            if (total is { } all && range.PageCount > all - ranges.PageCount)
            {
                range.PageCount = all - ranges.PageCount;
                opening.Warn($"Range {i} goes past the {all} pages that the RDMP header counts; the rest of it is ignored.");
            }

            ranges.Add(range, RdmpHeader64.TableOffset + 16 * i++);
        }

        if (total == 0 && header.NumberOfRanges != 0)
            opening.Warn($"The RDMP header counts {header.NumberOfRanges} ranges and no page; the ranges are ignored.");
        if (total is { } counted && ranges.PageCount != counted)
            opening.Warn($"The RDMP header counts {counted} pages, its ranges have {ranges.PageCount}.");
        return ranges.ToIndex();
    }

    private static IEnumerable<PhysicalMemoryRun64> Table(Opening opening, in RdmpHeader64 header)
    {
        // The two fields say the same; where they do not, the table ends at the nearer one.
        ulong bySize = header.MetadataSize - BeforeTable;
        ulong byOffset = header.FirstPageOffset - (ulong)RdmpHeader64.TableOffset;
        if (bySize != byOffset)
            opening.Warn($"The RDMP metadata of {header.MetadataSize} bytes does not end at the first page, 0x{header.FirstPageOffset:x}.");

        ulong count = Math.Min(bySize, byOffset) / 16;
        Opening.CheckLimit(count, opening.Limits.PageRanges, At + 0x10, "page ranges");
        return opening.File.EnumerateStructures<PhysicalMemoryRun64>(RdmpHeader64.TableOffset, (long)count, "the range table");
    }
}
