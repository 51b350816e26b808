using KdmpInteractive.Charts;
using KdmpInteractive.Rendering;
using Plotly.NET;

namespace KdmpInteractive.Views;

/// <summary>A chart of the user's own, which has no static picture to fall back on.</summary>
internal static class ChartView
{
    public static View Of(GenericChart chart) => new("Chart", new InteractiveFigure(chart, new Paragraph(
        "An interactive chart, drawn where scripts run and plotly.js is present: kdmp run --html puts it into the page.")));
}
