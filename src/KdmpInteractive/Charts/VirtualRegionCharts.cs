using KdmpInteractive.Charts;
using KdmpInteractive.Charts.Interactive;
using KdmpParser;
using Plotly.NET;

namespace KdmpInteractive;

/// <summary>Charts of mapped virtual memory, to be shown or restyled.</summary>
public static class VirtualRegionCharts
{
    /// <summary>
    /// Where regions are and what they allow: a map of at most 24 rows of 64 cells. The address space is cut at its largest gaps; each row
    /// names its start and its extent in bytes, KiB and so on, and has cells of its own size.
    /// </summary>
    /// <param name="regions">Such as those of <see cref="VirtualAddressSpace.EnumerateRegions"/>, filtered or not; all of them are walked.</param>
    public static GenericChart ToLayoutChart(this IEnumerable<VirtualRegion> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return PlotlyChart.Of(LayoutMap.Of(regions));
    }

    /// <summary>How much memory is mapped with which rights: a bar for each combination, in KiB, MiB or GiB, with its size and its number of regions.</summary>
    /// <param name="regions">Such as those of <see cref="VirtualAddressSpace.EnumerateRegions"/>, filtered or not; all of them are walked.</param>
    public static GenericChart ToRightsChart(this IEnumerable<VirtualRegion> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return PlotlyChart.Of(RightsBars.Of(regions));
    }
}
