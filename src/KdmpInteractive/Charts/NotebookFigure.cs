using System.Runtime.CompilerServices;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Charts.Interactive;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Charts;

/// <summary>A figure as a notebook shows it: a picture that can become interactive.</summary>
internal static class NotebookFigure
{
    /// <summary>Never inlined: Plotly's types are loaded only where a chart is wanted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Block Of(Figure figure, Details? data = null) => new InteractiveFigure(PlotlyChart.Of(figure), data);
}
