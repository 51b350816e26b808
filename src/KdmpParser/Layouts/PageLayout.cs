using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Where a dump's type says that its pages are; one class for each way to say it.</summary>
internal static class PageLayout
{
    public static MemoryIndex Read(Opening opening, in DumpHeader64 header) => unchecked((DumpType)header.DumpType) switch
    {
        DumpType.Full => FullLayout.Read(opening, header.PhysicalMemoryBlock),
        DumpType.Kernel or DumpType.Bitmap or DumpType.LiveKernelMemory => BitmapLayout.Read(opening, (DumpType)header.DumpType),
        DumpType.KernelMemory or DumpType.KernelAndUserMemory or DumpType.CompleteMemory => RangeLayout.Read(opening, (DumpType)header.DumpType),
        _ => throw new KernelDumpException(
            KernelDumpError.UnknownDumpType,
            FormattableString.Invariant($"The dump is of the unknown type {header.DumpType}; the known ones are 1, 2, 4, 5, 6, 8, 9 and 10."),
            0xf98)
        {
            Expected = "1, 2, 4, 5, 6, 8, 9 or 10",
            Actual = FormattableString.Invariant($"{header.DumpType}"),
        },
    };
}
