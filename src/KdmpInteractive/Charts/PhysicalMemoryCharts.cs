using KdmpInteractive.Charts;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Charts.Interactive;
using KdmpParser;
using Plotly.NET;

namespace KdmpInteractive;

/// <summary>Charts of physical memory, to be shown or restyled.</summary>
public static class PhysicalMemoryCharts
{
    /// <summary>Which parts of physical memory the dump holds: a heat map of at most 16 rows of 64 cells, with the pages of each cell that are in the dump.</summary>
    /// <param name="memory">The physical memory of a dump.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static GenericChart ToChart(this PhysicalMemory memory) => PlotlyChart.Of(OccupancyMap.Of(memory).ToFigure());

    /// <summary>The same map as an SVG image that needs nothing else: no script, no font, no network.</summary>
    /// <param name="memory">The physical memory of a dump.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static string ToSvg(this PhysicalMemory memory) => FigurePicture.Svg(OccupancyMap.Of(memory).ToFigure())!;
}
