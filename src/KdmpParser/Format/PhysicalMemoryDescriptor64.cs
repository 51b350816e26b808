using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>PHYSICAL_MEMORY_DESCRIPTOR64: the runs of memory of the machine. 700 bytes are reserved for it, so 42 runs fit.</summary>
[WindowsName("PHYSICAL_MEMORY_DESCRIPTOR64")]
[StructLayout(LayoutKind.Explicit, Size = 700)]
internal struct PhysicalMemoryDescriptor64
{
    public const int MaximumRuns = 42;

    [FieldOffset(0x00)] public uint NumberOfRuns;
    [FieldOffset(0x08)] public ulong NumberOfPages;
    [FieldOffset(0x10), WindowsName("Run")] public Runs42 Runs;

    public static PhysicalMemoryDescriptor64 Of(IReadOnlyList<PageRange> ranges)
    {
        var block = new PhysicalMemoryDescriptor64 { NumberOfRuns = (uint)ranges.Count, NumberOfPages = (ulong)ranges.Sum(range => range.PageCount) };
        for (int i = 0; i < ranges.Count; i++)
            block.Runs[i] = PhysicalMemoryRun64.Of(ranges[i]);
        return block;
    }

    /// <returns><see langword="null"/> where nothing, or nothing sensible, was recorded.</returns>
    public readonly ImmutableArray<PageRange>? Decode()
    {
        if (PageFill.Recorded(NumberOfRuns) is null or > MaximumRuns)
            return null;
        ReadOnlySpan<PhysicalMemoryRun64> runs = Runs;
        var ranges = new List<PageRange>();
        foreach (PhysicalMemoryRun64 run in runs[..(int)NumberOfRuns])
        {
            if (!run.IsPhysical)
                return null;
            ranges.Add(new(run.BasePage * PhysicalAddress.PageSize, (long)run.PageCount));
        }

        return [.. ranges];
    }
}

/// <summary>PHYSICAL_MEMORY_RUN64, also the entry of an RDMP range table: a page frame number and a count of pages.</summary>
[WindowsName("PHYSICAL_MEMORY_RUN64")]
[StructLayout(LayoutKind.Explicit, Size = 0x10)]
internal struct PhysicalMemoryRun64
{
    [FieldOffset(0x00)] public ulong BasePage;
    [FieldOffset(0x08)] public ulong PageCount;

    /// <summary>Whether it lies within 52-bit physical memory.</summary>
    public readonly bool IsPhysical => BasePage < FormatLimits.PageFrames && PageCount <= FormatLimits.PageFrames - BasePage;

    public static PhysicalMemoryRun64 Of(PageRange range) => new() { BasePage = range.Start.PageFrameNumber, PageCount = (ulong)range.PageCount };
}
