using System.Text.Json;
using KdmpInteractive.Charts.Figures;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>
/// Reads the JSON of a plotly figure, anybody's: colours and fonts are left behind, titles and values are kept. What is not understood
/// is listed, and said.
/// </summary>
internal static class FigureReader
{
    /// <summary>How an axis of offsets says so (d3-format).</summary>
    public const string HexadecimalFormat = "#x";

    public static Figure Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new("", new(""), new(""), new Listing([])) { Remarks = ["The figure of this chart is no JSON that can be read; it has no picture here."] };
        }
    }

    private static Figure Read(JsonElement root)
    {
        JsonElement layout = root.Find("layout") ?? default;
        JsonElement[] traces = [.. root.FindItems("data").Where(trace => trace.Find("visible") is not { ValueKind: JsonValueKind.False })];
        JsonElement[] drawn = [.. Drawn(traces)];
        Figure figure = drawn switch
        {
            [] => new("", new(""), new(""), TraceListing.Of(traces)) { Remarks = [NoPicture(traces)] },
            [var first, ..] when IsGrid(first) => GridReader.Read(layout, first) ?? new("", new(""), new(""), TraceListing.Of(traces)) { Remarks = ["This map has no values that can be drawn."] },
            _ when drawn.All(IsBars) => BarReader.Read(layout, drawn),
            _ => PointReader.Read(layout, drawn),
        };
        JsonElement[] left = drawn.Length == 0 || figure.Drawing is Listing ? [] : [.. traces.Except(drawn)];
        return figure with
        {
            Title = layout.FindTitle(),
            Others = left.Length == 0 ? null : TraceListing.Of(left),
            Remarks = left.Length == 0 ? figure.Remarks : [.. figure.Remarks, $"Not in the picture, but in the table: {string.Join(", ", left.Select(KindOf).Distinct().Take(8))}."],
        };
    }

    /// <summary>The traces that one picture can show: those on the first pair of axes, and one map alone.</summary>
    private static IEnumerable<JsonElement> Drawn(JsonElement[] traces)
    {
        JsonElement[] known = [.. traces.Where(trace => (IsGrid(trace) || IsBars(trace) || IsPoints(trace)) && IsOnFirstAxes(trace))];
        if (known.Length == 0)
            return known;
        return IsGrid(known[0]) ? known[..1] : IsPie(known[0]) ? known.TakeWhile(IsPie).Take(1) : known.Where(trace => !IsGrid(trace) && !IsPie(trace));
    }

    private static bool IsOnFirstAxes(JsonElement trace) => (trace.FindText("xaxis") ?? "x") == "x" && (trace.FindText("yaxis") ?? "y") == "y";

    public static string KindOf(JsonElement trace) => trace.FindText("type") ?? "scatter";

    public static bool IsPie(JsonElement trace) => KindOf(trace) is "pie";

    public static bool IsBars(JsonElement trace) => KindOf(trace) is "bar" or "histogram" or "pie";

    private static bool IsGrid(JsonElement trace) => KindOf(trace) is "heatmap" or "heatmapgl" or "contour";

    private static bool IsPoints(JsonElement trace) => KindOf(trace) is "scatter" or "scattergl";

    private static string NoPicture(JsonElement[] traces) => traces.Length == 0
        ? "This chart has no data."
        : $"There is no static picture of this kind of chart ({string.Join(", ", traces.Select(KindOf).Distinct().Take(8))}); its values are in the table.";
}
