using KdmpInteractive.Charts.Figures;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Figure = KdmpInteractive.Charts.Figures.Figure;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>A figure as a chart of Plotly.NET, which users can restyle. Colours of page and text are left to where it is shown.</summary>
internal static class PlotlyChart
{
    private const int RowHeight = 22;
    private const int MarginHeight = 150;
    private const int LineLength = 24;

    /// <summary>Seen on light and on dark ground.</summary>
    private const string GridColor = "rgba(127,127,127,0.35)";

    public static GenericChart Of(Figure figure)
    {
        var layout = new Layout();
        layout.SetProperty("title", Text(figure.Title));
        layout.SetProperty("margin", With(new Margin(), ("t", 50), ("b", 50)));
        IEnumerable<Trace> traces = figure.Drawing switch
        {
            Grid grid => [Heatmap(figure, grid, layout)],
            Bars bars => OfBars(figure, bars, layout),
            Points points => OfPoints(figure, points, layout),
            _ => throw new ArgumentOutOfRangeException(nameof(figure)),
        };
        GenericChart[] charts = [.. traces.Select(trace => GenericChart.ofTraceObject(false, trace))];
        return GenericChart.setLayout(layout, charts.Length == 1 ? charts[0] : GenericChart.combine(charts));
    }

    private static Trace Heatmap(Figure figure, Grid grid, Layout layout)
    {
        layout.SetProperty("xaxis", Axis(figure.X, ("showgrid", false), ("zeroline", false)));
        layout.SetProperty("yaxis", Axis(figure.Y, ("autorange", "reversed"), ("type", "category"), ("automargin", true), ("showgrid", false)));
        layout.SetProperty("height", MarginHeight + RowHeight * Math.Max(8, grid.Rows.Count));
        Trace trace = With(
            new Trace("heatmap"),
            ("z", grid.Cells.Select(Whole).Chunk(grid.Columns.Count).ToArray()),
            ("x", Numbers(grid.Columns) ?? (object)grid.Columns),
            ("y", grid.Rows),
            ("xgap", 1),
            ("ygap", 1),
            ("zmin", grid.Scale.Minimum),
            ("zmax", grid.Scale.Maximum),
            ("colorbar", With(new ColorBar(), ("title", With(Text(Wrapped(grid.Scale.Title)), ("side", "top"))), ("thickness", 14))));
        if (grid.Hover.Count > 0)
            trace.SetProperty("customdata", grid.Hover.Chunk(grid.Columns.Count).ToArray());
        string hover = grid.Hover.Count > 0 ? "%{customdata}" : "%{y}, %{x}";
        if (grid.Scale.Categories.Count > 0)
            return WithCategories(trace, grid, hover);

        // Lightness of one hue carries the value: readable without colour vision.
        return With(
            trace,
            ("colorscale", new object[][] { [0, "rgba(127,127,127,0.12)"], [0.0001, "rgba(47,126,216,0.35)"], [1, Palette.Amount] }),
            ("hovertemplate", $"{hover}<br>{grid.Scale.Title}: %{{z:,}}<extra></extra>"));
    }

    /// <summary>Each category has a step of the colour scale, a name at the colour bar, and its mark in the cells.</summary>
    private static Trace WithCategories(Trace trace, Grid grid, string hover)
    {
        IReadOnlyList<Category> categories = grid.Scale.Categories;
        double count = categories.Count;
        ((ColorBar)trace.GetPropertyValue("colorbar")).SetProperty("tickvals", Enumerable.Range(0, categories.Count).ToArray());
        ((ColorBar)trace.GetPropertyValue("colorbar")).SetProperty("ticktext", categories.Select(category => Wrapped(category.Label)).ToArray());
        return With(
            trace,
            ("zmin", -0.5),
            ("zmax", count - 0.5),
            ("colorscale", categories.SelectMany((category, i) => new object[][] { [i / count, category.Color], [(i + 1) / count, category.Color] }).ToArray()),
            ("text", grid.Cells.Select(cell => cell is { } known ? grid.Scale.CategoryOf(known)?.Mark.ToString() ?? "" : "").Chunk(grid.Columns.Count).ToArray()),
            ("texttemplate", "%{text}"),
            ("textfont", With(new Font(), ("color", "#000"))),
            ("hovertemplate", $"{hover}<extra></extra>"));
    }

    private static IEnumerable<Trace> OfBars(Figure figure, Bars bars, Layout layout)
    {
        (string values, string labels) = bars.Horizontal ? ("x", "y") : ("y", "x");
        layout.SetProperty("xaxis", Axis(figure.X));
        layout.SetProperty("yaxis", bars.Horizontal ? Axis(figure.Y, ("autorange", "reversed"), ("automargin", true), ("showgrid", false)) : Axis(figure.Y));
        layout.SetProperty("height", MarginHeight + 2 * RowHeight * bars.Labels.Count * bars.Series.Count);
        return bars.Series.Select((series, i) => With(
            new Trace("bar"),
            ("name", series.Name),
            ("orientation", bars.Horizontal ? "h" : "v"),
            (labels, bars.Labels),
            (values, series.Values),
            ("text", Enumerable.Range(0, bars.Labels.Count).Select(series.Text).ToArray()),
            ("hovertemplate", $"%{{{labels}}}: %{{text}}<extra></extra>"),
            ("marker", new Dictionary<string, object> { ["color"] = Palette.Color(i) })));
    }

    private static IEnumerable<Trace> OfPoints(Figure figure, Points points, Layout layout)
    {
        double last = points.Series.SelectMany(series => series.X).Max() ?? 0;
        layout.SetProperty("xaxis", figure.X.Kind == AxisKind.Hexadecimal && last > 0 ? Axis(figure.X, ("dtick", Ticks.BinaryStep(last))) : Axis(figure.X));
        layout.SetProperty("yaxis", Axis(figure.Y));
        return points.Series.Select((series, i) => With(
            new Trace("scatter"),
            ("name", series.Name),
            ("mode", series.HasLine ? series.HasMarkers ? "lines+markers" : "lines" : "markers"),
            ("x", series.X),
            ("y", series.Y),
            ("customdata", series.Hover),
            ("hovertemplate", series.Hover.Count > 0 ? "%{customdata}<extra></extra>" : ""),
            ("line", new Dictionary<string, object> { ["color"] = Palette.Color(i) })));
    }

    private static LinearAxis Axis(FigureAxis axis, params (string, object)[] properties)
    {
        LinearAxis made = With(new LinearAxis(), [("title", With(Text(axis.Title), ("standoff", 12))), ("gridcolor", GridColor), ("zerolinecolor", GridColor), .. properties]);
        if (axis.Kind == AxisKind.Hexadecimal)
            made.SetProperty("tickformat", FigureReader.HexadecimalFormat);
        if (axis.Range is { } range)
            made.SetProperty("range", new[] { range.Minimum, range.Maximum });
        return made;
    }

    /// <summary>A count without the <c>.0</c> of a fraction, which is most of a large map.</summary>
    private static object? Whole(double? value) => value is { } known && known == Math.Floor(known) && Math.Abs(known) < 1e15 ? (long)known : value;

    /// <summary>Numbers instead of their texts: a third of the size, and an axis that knows where to put its ticks.</summary>
    private static int[]? Numbers(IReadOnlyList<string> columns) =>
        columns.Select((name, i) => name == i.ToString(System.Globalization.CultureInfo.InvariantCulture)).All(isNumber => isNumber) ? [.. Enumerable.Range(0, columns.Count)] : null;

    /// <summary>Lines of a few words: what stands beside the map takes its width away.</summary>
    private static string Wrapped(string text)
    {
        var wrapped = new System.Text.StringBuilder();
        int line = 0;
        foreach (string word in text.Split(' '))
        {
            bool fits = line + word.Length < LineLength;
            wrapped.Append(wrapped.Length == 0 ? "" : fits ? " " : JsonFinding.LineBreak).Append(word);
            line = fits ? line + word.Length + 1 : word.Length;
        }

        return wrapped.ToString();
    }

    private static Title Text(string text) => With(new Title(), ("text", text));

    private static T With<T>(T target, params (string Name, object Value)[] properties) where T : DynamicObj.DynamicObj
    {
        foreach ((string name, object value) in properties)
            target.SetProperty(name, value);
        return target;
    }
}
