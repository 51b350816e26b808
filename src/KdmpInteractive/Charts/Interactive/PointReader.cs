using System.Text.Json;
using KdmpInteractive.Charts.Figures;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>Reads scatter traces, with bars among them as points.</summary>
internal static class PointReader
{
    /// <summary>Up to here, plotly marks points unless told.</summary>
    private const int FewPoints = 20;

    public static Figure Read(JsonElement layout, IReadOnlyList<JsonElement> traces)
    {
        (TraceValues X, TraceValues Y)[] values = [.. traces.Select(Values)];
        (FigureAxis x, IReadOnlyList<IReadOnlyList<double?>> xs) = AxisReader.Read(layout, "xaxis", [.. values.Select(one => one.X)]);
        (FigureAxis y, IReadOnlyList<IReadOnlyList<double?>> ys) = AxisReader.Read(layout, "yaxis", [.. values.Select(one => one.Y)]);
        PointSeries[] series = [.. traces.Select((trace, i) => Series(trace, traces.Count == 1 ? "" : $"trace {i}", xs[i], ys[i]))];
        return new("", x, y, new Points(series)) { Remarks = traces.Any(FigureReader.IsBars) ? ["Bars are drawn as points here."] : [] };
    }

    private static (TraceValues X, TraceValues Y) Values(JsonElement trace)
    {
        TraceValues? x = trace.FindValues("x"), y = trace.FindValues("y");
        int count = Math.Max(x?.Texts.Count ?? 0, y?.Texts.Count ?? 0);
        return (x ?? TraceValues.Places(count), y ?? TraceValues.Places(count));
    }

    private static PointSeries Series(JsonElement trace, string name, IReadOnlyList<double?> x, IReadOnlyList<double?> y)
    {
        int count = Math.Min(x.Count, y.Count);
        string mode = FigureReader.IsBars(trace) ? "markers" : trace.FindText("mode") ?? (count < FewPoints ? "lines+markers" : "lines");
        bool hasLine = mode.Contains("lines", StringComparison.Ordinal);
        return new(trace.FindText("name") ?? name, [.. x.Take(count)], [.. y.Take(count)])
        {
            HasLine = hasLine,
            HasMarkers = !hasLine || mode.Contains("markers", StringComparison.Ordinal),
        };
    }
}
