using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser.Writing;

/// <summary>Types 2, 5 and 6: the bitmap header and the bitmap, up to the first page.</summary>
internal static class BitmapTable
{
    /// <param name="ranges">Ascending; the last frame decides how long the bitmap is.</param>
    public static byte[] Of(IReadOnlyList<PageRange> ranges)
    {
        // Whole bytes: a widely used parser drops the last Pages % 8 frames.
        ulong pages = (PageRanges.Frames(ranges) + 7) / 8 * 8;
        ulong end = (ulong)BitmapHeader64.BitmapOffset + pages / 8;
        ulong firstPage = (end + PhysicalAddress.PageSize - 1) / PhysicalAddress.PageSize * PhysicalAddress.PageSize;
        var bytes = new byte[firstPage - (ulong)BitmapHeader64.FileOffset];
        ref BitmapHeader64 header = ref MemoryMarshal.AsRef<BitmapHeader64>(bytes.AsSpan());
        header.Signature = BitmapHeader64.SummarySignature;
        header.ValidDump = BitmapHeader64.ValidDumpValue;
        header.FirstPage = firstPage;
        header.TotalPresentPages = (ulong)PageRanges.PageCount(ranges);
        header.Pages = pages;
        foreach (PageRange range in ranges)
            Set(bytes.AsSpan(BitmapHeader64.Size), (long)range.Start.PageFrameNumber, range.PageCount);
        return bytes;
    }

    /// <summary>Sets bits: the single ones up to a whole byte, whole bytes, and the single ones behind them.</summary>
    private static void Set(Span<byte> bitmap, long first, long count)
    {
        long end = first + count;
        for (; first < end && first % 8 != 0; first++)
            bitmap[(int)(first / 8)] |= (byte)(1 << (int)(first % 8));
        bitmap[(int)(first / 8)..(int)Math.Max(first / 8, end / 8)].Fill(0xff);
        for (first = Math.Max(first, end / 8 * 8); first < end; first++)
            bitmap[(int)(first / 8)] |= (byte)(1 << (int)(first % 8));
    }
}
