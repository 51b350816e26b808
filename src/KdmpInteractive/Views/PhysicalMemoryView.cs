using System.Globalization;
using KdmpInteractive.Charts;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Which physical memory a dump holds: a picture, and the exact runs folded below it.</summary>
internal static class PhysicalMemoryView
{
    /// <summary>Rows of the run table; a fragmented dump can have a million runs.</summary>
    private const int MaximumRuns = 200;

    private static readonly string[] s_columns = ["Start#", "Page frame#", "Pages#", "Size#", "File offset#"];

    public static View Of(PhysicalMemory memory) => Of(memory, new OccupancyFigure(OccupancyMap.Of(memory)));

    /// <param name="memory">What is shown.</param>
    /// <param name="figure">How its occupancy is drawn.</param>
    public static View Of(PhysicalMemory memory, Block figure) => new(
        $"Physical memory in the dump: {Sizes.Pages(memory)}",
        figure,
        new Details("Runs", new DataTable(s_columns, [.. memory.Runs.Take(MaximumRuns).Select(Row)], Math.Max(0, memory.Runs.Count - MaximumRuns))));

    private static string[] Row(PhysicalRun run) =>
    [
        run.Start.ToString(),
        Hex.Of(run.Start.PageFrameNumber),
        run.PageCount.ToString(CultureInfo.InvariantCulture),
        Sizes.Of((ulong)run.PageCount * PhysicalAddress.PageSize),
        Hex.Of((ulong)run.FileOffset),
    ];
}
