using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser.Writing;

/// <summary>Types 2, 5 and 6: the bitmap header and the bitmap, up to the first page.</summary>
/// <param name="ranges">Ascending; the last frame decides how long the bitmap is, and a single page can have a high one.</param>
internal sealed class BitmapTable(IReadOnlyList<PageRange> ranges)
{
    /// <summary>Bytes of the bitmap that are made at once.</summary>
    private const int PieceLength = 1 << 20;

    // Whole bytes: a widely used parser drops the last Pages % 8 frames.
    private readonly long _pages = ((long)PageRanges.Frames(ranges) + 7) / 8 * 8;

    /// <summary>Bytes from the bitmap header up to the first page, which begins a page of the file.</summary>
    public long Length => (BitmapHeader64.Size + _pages / 8 + PhysicalAddress.PageSize - 1) / PhysicalAddress.PageSize * PhysicalAddress.PageSize;

    /// <summary>The header, and the bitmap piece by piece.</summary>
    public IEnumerable<byte[]> Pieces()
    {
        yield return Header();
        int next = 0;
        for (long done = BitmapHeader64.Size; done < Length; done += PieceLength)
        {
            var piece = new byte[Math.Min(PieceLength, Length - done)];
            long first = (done - BitmapHeader64.Size) * 8, end = first + piece.Length * 8L;
            for (; next < ranges.Count && (long)ranges[next].Start.PageFrameNumber < end; next++)
            {
                long start = (long)ranges[next].Start.PageFrameNumber, behind = start + ranges[next].PageCount;
                Set(piece, Math.Max(start, first) - first, Math.Min(behind, end) - first);
                if (behind > end)
                    break;
            }

            yield return piece;
        }
    }

    private byte[] Header()
    {
        var bytes = new byte[BitmapHeader64.Size];
        ref BitmapHeader64 header = ref MemoryMarshal.AsRef<BitmapHeader64>(bytes.AsSpan());
        header.Signature = BitmapHeader64.SummarySignature;
        header.ValidDump = BitmapHeader64.ValidDumpValue;
        header.FirstPage = (ulong)(BitmapHeader64.FileOffset + Length);
        header.TotalPresentPages = (ulong)PageRanges.PageCount(ranges);
        header.Pages = (ulong)_pages;
        return bytes;
    }

    /// <summary>Sets bits: the single ones up to a whole byte, whole bytes, and the single ones behind them.</summary>
    private static void Set(Span<byte> bitmap, long first, long end)
    {
        for (; first < end && first % 8 != 0; first++)
            bitmap[(int)(first / 8)] |= (byte)(1 << (int)(first % 8));
        bitmap[(int)(first / 8)..(int)Math.Max(first / 8, end / 8)].Fill(0xff);
        for (first = Math.Max(first, end / 8 * 8); first < end; first++)
            bitmap[(int)(first / 8)] |= (byte)(1 << (int)(first % 8));
    }
}
