using KdmpInteractive.Charts;
using KdmpParser;
using Plotly.NET;

namespace KdmpInteractive;

/// <summary>Charts of physical memory, to be shown or restyled.</summary>
public static class PhysicalMemoryCharts
{
    /// <summary>Which parts of physical memory the dump holds, as a heat map with a bounded number of cells.</summary>
    /// <param name="memory">The physical memory of a dump.</param>
    public static GenericChart ToChart(this PhysicalMemory memory) => OccupancyChart.Of(OccupancyMap.Of(memory));
}
