using System.Text.Json;
using KdmpInteractive.Charts.Figures;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>Reads an axis of a plotly layout, and how the values along it are meant.</summary>
internal static class AxisReader
{
    /// <summary>An axis and its values as numbers.</summary>
    /// <param name="layout">The layout of the figure.</param>
    /// <param name="name">As in <c>xaxis</c>.</param>
    /// <param name="values">The values of each trace along it.</param>
    public static (FigureAxis Axis, IReadOnlyList<IReadOnlyList<double?>> Numbers) Read(JsonElement layout, string name, IReadOnlyList<TraceValues> values)
    {
        AxisKind kind = KindOf(layout, name, values);
        var names = new Dictionary<string, int>();
        IReadOnlyList<double?>[] numbers = [.. values.Select(one => one.Numbers(kind, names))];
        return (Axis(layout, name) with { Kind = kind, Categories = [.. names.Keys], Range = Range(layout, name, kind) }, numbers);
    }

    /// <summary>An axis whose values are known otherwise.</summary>
    public static FigureAxis Axis(JsonElement layout, string name) => new((layout.Find(name) ?? default).FindTitle());

    private static AxisKind KindOf(JsonElement layout, string name, IReadOnlyList<TraceValues> values)
    {
        AxisKind[] found = [.. values.Select(one => one.Kind).Distinct()];
        return layout.FindText(name, "type") switch
        {
            "category" or "multicategory" => AxisKind.Category,
            "log" => AxisKind.Logarithmic,
            "date" => AxisKind.Date,
            _ when found is [AxisKind.Date] => AxisKind.Date,
            _ when found.Any(kind => kind != AxisKind.Linear) => AxisKind.Category,
            _ => layout.FindText(name, "tickformat") == FigureReader.HexadecimalFormat ? AxisKind.Hexadecimal : AxisKind.Linear,
        };
    }

    private static (double, double)? Range(JsonElement layout, string name, AxisKind kind)
    {
        double?[] ends = [.. (layout.FindValues(name, "range")?.Texts ?? []).Select(TraceValues.Number)];
        return kind != AxisKind.Date && ends is [{ } one, { } other] && one != other ? (Math.Min(one, other), Math.Max(one, other)) : null;
    }
}
