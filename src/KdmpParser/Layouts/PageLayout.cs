using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Where a dump's type says that its pages are; one class for each way to say it.</summary>
internal static class PageLayout
{
    public static (MemoryIndex Index, long PageCount) Read(MappedFile file, in DumpHeader64 header, List<string> warnings) =>
        (DumpType)header.DumpType switch
        {
            DumpType.Full => FullLayout.Read(file, header.PhysicalMemoryBlock, warnings),
            DumpType.Kernel or DumpType.Bitmap or DumpType.LiveKernelMemory => BitmapLayout.Read(file, (DumpType)header.DumpType, warnings),
            DumpType.KernelMemory or DumpType.KernelAndUserMemory or DumpType.CompleteMemory =>
                RangeLayout.Read(file, (DumpType)header.DumpType, warnings),
            _ => throw new KernelDumpException(
                KernelDumpError.UnknownDumpType,
                FormattableString.Invariant($"The dump is of the unknown type {header.DumpType}; the known ones are 1, 2, 4, 5, 6, 8, 9 and 10."),
                0xf98),
        };

    /// <summary>Checks that a packed sequence of pages lies within the file.</summary>
    public static void CheckPages(MappedFile file, ulong firstPage, ulong pageCount)
    {
        ulong length = (ulong)file.Length;
        if (firstPage > length || pageCount > (length - firstPage) / PhysicalAddress.PageSize)
        {
            throw new KernelDumpException(
                KernelDumpError.Truncated,
                FormattableString.Invariant($"The dump is truncated: its {pageCount} pages from offset 0x{firstPage:x} on do not fit into the file, which has {length} bytes."),
                (long)Math.Min(firstPage, length));
        }
    }

    public static KernelDumpException Corrupt(long offset, FormattableString message) =>
        new(KernelDumpError.Corrupt, "The dump is corrupt: " + FormattableString.Invariant(message), offset);
}
