using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks.Configuration;

/// <summary>Which dumps a benchmark is run with.</summary>
internal static class MeasuredDumps
{
    private const int LargestOfShortRun = 4;

    /// <summary>
    /// Whether <c>--job short</c> was asked for. Left out then are dumps of more than 4 GiB and fragmented bitmaps, which the code of dense ones reads.
    /// </summary>
    public static bool IsShortRun { get; set; }

    public static IEnumerable<SparseDump> Of(IEnumerable<DumpLayout> layouts, params IEnumerable<int> gibibytes) =>
        from layout in layouts
        from size in gibibytes
        where !IsShortRun || (size <= LargestOfShortRun && layout != DumpLayout.FragmentedBitmap)
        select new SparseDump(layout, size);
}
