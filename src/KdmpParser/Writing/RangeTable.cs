using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser.Writing;

/// <summary>Types 8, 9 and 0xa: the RDMP header and the table of ranges, up to the first page.</summary>
internal static class RangeTable
{
    /// <summary>Bytes up to the first page.</summary>
    public static int Length(IReadOnlyList<PageRange> ranges) => RdmpHeader64.Size + 16 * (ranges.Count + 1);

    /// <param name="type">Type 0xa counts ranges and pages; what the others have in its place is unknown and stays zero.</param>
    /// <param name="ranges">None of them holds page frame 0, which ends the list.</param>
    public static byte[] Of(DumpType type, IReadOnlyList<PageRange> ranges)
    {
        // One empty range ends the list, as Windows' own dumps do.
        var bytes = new byte[Length(ranges)];
        ref RdmpHeader64 header = ref MemoryMarshal.AsRef<RdmpHeader64>(bytes.AsSpan());
        header.Marker = RdmpHeader64.MarkerValue;
        header.Signature = RdmpHeader64.SignatureValue;
        header.ValidDump = RdmpHeader64.ValidDumpValue;
        header.MetadataSize = (ulong)(RdmpHeader64.FileOffset + bytes.Length - RdmpHeader64.MetadataOffset);
        header.FirstPageOffset = (ulong)(RdmpHeader64.FileOffset + bytes.Length);
        if (type == DumpType.CompleteMemory)
        {
            header.NumberOfRanges = (uint)ranges.Count;
            header.TotalNumberOfPages = (ulong)PageRanges.PageCount(ranges);
        }

        Span<PhysicalMemoryRun64> table = MemoryMarshal.Cast<byte, PhysicalMemoryRun64>(bytes.AsSpan(RdmpHeader64.Size));
        for (int i = 0; i < ranges.Count; i++)
            table[i] = PhysicalMemoryRun64.Of(ranges[i]);
        return bytes;
    }
}
