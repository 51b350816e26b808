using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Types 5 and 6, and those of type 2 that have the same header: a bitmap of page frames, then the present pages in order.</summary>
internal static class BitmapLayout
{
    private const long At = BitmapHeader64.FileOffset;

    public static MemoryIndex Read(Opening opening, DumpType type)
    {
        DumpFile file = opening.File;
        var header = file.ReadStructure<BitmapHeader64>(At, "the bitmap header");
        if (!header.IsValid && type == DumpType.Kernel)
        {
            throw new KernelDumpException(
                KernelDumpError.UnsupportedDumpType, "The dump is of type 2 (kernel) without a bitmap header, which is not supported.", At);
        }

        if (!header.IsValid)
            throw Opening.Corrupt(At, $"no bitmap header ('SDMP' or 'FDMP', then 'DUMP') stands at offset 0x{At:x}.", expected: "'SDMP' or 'FDMP', then 'DUMP'");
        Opening.CheckLimit(header.Pages, Math.Min(opening.Limits.BitmapPages, 8L * Array.MaxLength), At + 0x30, "pages in the bitmap");

        ulong bytes = (header.Pages + 7) / 8;
        ulong end = (ulong)BitmapHeader64.BitmapOffset + bytes;
        if (end > (ulong)file.Length)
            throw StructureReader.Missing(file, BitmapHeader64.BitmapOffset, FormattableString.Invariant($"the bitmap of {bytes} bytes"));
        if (header.FirstPage < end)
            throw Opening.Corrupt(At + 0x20, $"the first page at offset 0x{header.FirstPage:x} lies inside the header or the bitmap, which ends at 0x{end:x}.");

        var index = new BitmapIndex(ReadBitmap(file, header.Pages, (int)bytes), (long)Math.Min(header.FirstPage, (ulong)file.Length));
        opening.CheckPages(header.FirstPage, (ulong)index.PageCount);
        if ((ulong)index.PageCount != header.TotalPresentPages)
            opening.Warn($"The bitmap header counts {header.TotalPresentPages} pages, the bitmap has {index.PageCount}.");
        return index;
    }

    private static ulong[] ReadBitmap(DumpFile file, ulong pages, int bytes)
    {
        ulong[] words = GC.AllocateUninitializedArray<ulong>((bytes + 7) / 8);
        if (words.Length > 0)
            words[^1] = 0;
        file.ReadExactly(BitmapHeader64.BitmapOffset, MemoryMarshal.AsBytes(words.AsSpan())[..bytes], "the bitmap");

        // Bits past the last page do not count, whatever the file has there.
        if (pages % 64 != 0)
            words[^1] &= (1UL << (int)(pages % 64)) - 1;
        return words;
    }
}
