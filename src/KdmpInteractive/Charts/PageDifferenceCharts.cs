using KdmpInteractive.Charts;
using KdmpInteractive.Charts.Interactive;
using KdmpParser;
using Plotly.NET;

namespace KdmpInteractive;

/// <summary>Charts of what differs between two dumps, to be shown or restyled.</summary>
public static class PageDifferenceCharts
{
    /// <summary>Where physical pages were changed, added or are missing: a map of at most 16 rows of 64 cells, whose hover text counts the pages.</summary>
    /// <param name="differences">Such as those of <see cref="PhysicalMemory.Compare"/>, filtered or not; all of them are walked.</param>
    public static GenericChart ToDifferenceChart(this IEnumerable<PageDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        return PlotlyChart.Of(DifferenceMap.Of(differences));
    }
}
