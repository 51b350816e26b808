using KdmpInteractive.Charts;
using KdmpInteractive.Rendering;
using Plotly.NET;

namespace KdmpInteractive.Views;

/// <summary>A chart, anybody's: a picture of it, its values, and what makes it interactive. Its title is in the chart itself.</summary>
internal static class ChartView
{
    public static View Of(GenericChart chart) => new("", new InteractiveFigure(chart));
}
