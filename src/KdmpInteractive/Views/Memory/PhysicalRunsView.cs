using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Runs of physical memory, a row each.</summary>
internal static class PhysicalRunsView
{
    private static readonly string[] s_columns = ["Start#", "Page frame#", "Pages#", "Size#", "File offset#"];

    public static View Of(IEnumerable<PhysicalRun> runs) => new("", Table(runs, OutputLimits.Default));

    public static DataTable Table(IEnumerable<PhysicalRun> runs, OutputLimits limits) => BoundedTable.Of("Runs", s_columns, runs, Row, limits);

    private static string[] Row(PhysicalRun run) =>
    [
        run.Start.ToString(),
        Hex.Of(run.Start.PageFrameNumber),
        run.PageCount.ToString(CultureInfo.InvariantCulture),
        Sizes.Of((ulong)run.PageCount * PhysicalAddress.PageSize),
        Hex.Of((ulong)run.FileOffset),
    ];
}
