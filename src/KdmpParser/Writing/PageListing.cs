using KdmpParser.Format;

namespace KdmpParser.Writing;

/// <summary>How the dump types that have physical memory say which pages there are, and what each of them cannot say.</summary>
internal static class PageListing
{
    // 1 GiB is as large as a table may get, whatever the limits are set to; one of ranges is made in memory.
    private const long MaximumFrames = 1L << 33;
    private const long MaximumRanges = 1L << 26;

    public static bool IsPhysical(DumpType type) => HasRuns(type) || HasBitmap(type) || HasRanges(type);

    /// <summary>Type 1: the runs stand in the header itself.</summary>
    public static bool HasRuns(DumpType type) => type == DumpType.Full;

    /// <summary>What stands between the header and the first page, piece by piece.</summary>
    public static IEnumerable<byte[]> Between(DumpType type, IReadOnlyList<PageRange> ranges) =>
        HasBitmap(type) ? new BitmapTable(ranges).Pieces() : HasRanges(type) ? [RangeTable.Of(type, ranges)] : [];

    /// <summary>How many bytes that are.</summary>
    public static long LengthBetween(DumpType type, IReadOnlyList<PageRange> ranges) =>
        HasBitmap(type) ? new BitmapTable(ranges).Length : HasRanges(type) ? RangeTable.Length(ranges) : 0;

    /// <summary>Why a type cannot hold these pages and which one can, as a sentence; <see langword="null"/> when it can.</summary>
    public static string? Refusal(DumpType type, IReadOnlyList<PageRange> ranges, KernelDumpLimits limits)
    {
        const int Runs = PhysicalMemoryDescriptor64.MaximumRuns;
        long maximumFrames = Math.Min(limits.BitmapPages, MaximumFrames), maximumRanges = Math.Min(limits.PageRanges, MaximumRanges);
        ulong frames = PageRanges.Frames(ranges);
        if (HasRuns(type) && ranges.Count > Runs)
            return Sentence($"A dump of type 1 has room for {Runs} runs of memory, and these pages are {ranges.Count} runs; type 5 has no such limit.");
        if (HasBitmap(type) && frames > (ulong)maximumFrames)
        {
            return Sentence(
                $"The bitmap of a dump of type {(int)type} would have {frames} bits, and at most {maximumFrames} are allowed; types 8, 9 and 10 list ranges.");
        }

        if (HasRanges(type) && ranges.Count > 0 && ranges[0].Start.Value == 0)
            return Sentence($"A dump of type {(int)type} cannot hold page frame 0, which ends its list of ranges; types 1 and 5 can.");
        if (HasRanges(type) && ranges.Count >= maximumRanges)
        {
            return Sentence(
                $"A dump of type {(int)type} would list {ranges.Count} ranges and an end, and at most {maximumRanges} are allowed; type 5 has a bitmap.");
        }

        return null;
    }

    private static string Sentence(FormattableString sentence) => FormattableString.Invariant(sentence);

    private static bool HasBitmap(DumpType type) => type is DumpType.Kernel or DumpType.Bitmap or DumpType.LiveKernelMemory;

    private static bool HasRanges(DumpType type) => type is DumpType.KernelMemory or DumpType.KernelAndUserMemory or DumpType.CompleteMemory;
}
