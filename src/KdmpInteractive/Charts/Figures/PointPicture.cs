using System.Globalization;
using System.Text;

namespace KdmpInteractive.Charts.Figures;

/// <summary>Draws points and lines. A series is told by the dashes of its line and the shape of its points as well as by its colour.</summary>
internal static class PointPicture
{
    private const int MaximumPoints = 2000;
    private const int MaximumSeries = 12;
    private const int Height = 260;
    private const int TitleWidth = 30;

    private static readonly string[] s_dashes = ["", "7 3", "2 3", "9 3 2 3"];

    public static bool Draw(Canvas canvas, Figure figure, Points points)
    {
        PointSeries[] series = [.. points.Series.Take(MaximumSeries)];
        if (Extent(figure.X, series.SelectMany(one => one.X)) is not { } x || Extent(figure.Y, series.SelectMany(one => one.Y)) is not { } y)
            return false;

        (double Value, string Label)[] rows = [.. Ticks.Of(figure.Y, y.Minimum, y.Maximum)];
        double left = TitleWidth + 8 + rows.Select(tick => Math.Min(tick.Label.Length, 24)).DefaultIfEmpty(4).Max() * Canvas.CharacterWidth;
        double width = Canvas.Width - left - 40;
        int top = canvas.Bottom + 8;
        double PlaceX(double value) => left + (value - x.Minimum) / (x.Maximum - x.Minimum) * width;
        double PlaceY(double value) => top + Height - (value - y.Minimum) / (y.Maximum - y.Minimum) * Height;
        foreach ((double value, string label) in rows)
        {
            canvas.Path($"M{Canvas.Coordinate(left)} {Canvas.Coordinate(PlaceY(value))}h{Canvas.Coordinate(width)}", "class=\"l\"");
            canvas.Text(left - 6, PlaceY(value) + 4, Canvas.Cut(label, 24), "end");
        }

        foreach ((double value, string label) in Ticks.Of(figure.X, x.Minimum, x.Maximum))
        {
            canvas.Path($"M{Canvas.Coordinate(PlaceX(value))} {top}v{Height}", "class=\"l\"");
            canvas.Text(PlaceX(value), top + Height + 14, Canvas.Cut(label, 20), "middle");
        }

        int every = (int)Math.Max(1, (series.Sum(one => (long)one.X.Count) + MaximumPoints - 1) / MaximumPoints);
        for (int i = 0; i < series.Length; i++)
            DrawSeries(canvas, series[i], i, every, value => Drawn(figure.X, value) is { } drawn ? PlaceX(drawn) : null, value => Drawn(figure.Y, value) is { } drawn ? PlaceY(drawn) : null);

        canvas.Bottom = top + Height;
        canvas.Upright(16, top + Height / 2.0, Canvas.Cut(figure.Y.Title, 44));
        canvas.Text(left + width / 2, canvas.Bottom + 31, Canvas.Cut(figure.X.Title, 90), "middle", "");
        canvas.Bottom += 35;
        if (series.Length > 1 || series[0].Name.Length > 0)
            canvas.Legend("", [.. series.Select((one, i) => (Swatch(i, one.HasLine), one.Name))]);
        if (every > 1)
            canvas.Line(string.Create(CultureInfo.InvariantCulture, $"One of every {every:N0} points is drawn."));
        if (series.Length < points.Series.Count)
            canvas.Line(string.Create(CultureInfo.InvariantCulture, $"({points.Series.Count - series.Length:N0} more series)"));
        return true;
    }

    /// <summary>A small line and point of a series, for a legend.</summary>
    public static string Swatch(int series, bool line) =>
        (line ? $"<path d=\"M-2 6h17\" {Stroke(series)}/>" : "") + $"<path d=\"{Marker(series, 6, 6)}\" fill=\"{Palette.Color(series)}\"/>";

    /// <summary>The shape of a series' points: circle, square, triangle, diamond.</summary>
    public static string Marker(int series, double x, double y)
    {
        string at = $"M{Canvas.Coordinate(x)} {Canvas.Coordinate(y)}";
        return (series % 4) switch
        {
            0 => at + "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
            1 => at + "m-3 -3h6v6h-6z",
            2 => at + "m0 -4l4 7h-8z",
            _ => at + "m0 -4.5l4 4.5l-4 4.5l-4-4.5z",
        };
    }

    private static string Stroke(int series) =>
        $"fill=\"none\" stroke=\"{Palette.Color(series)}\" stroke-width=\"1.8\" stroke-dasharray=\"{s_dashes[series % s_dashes.Length]}\"";

    private static void DrawSeries(Canvas canvas, PointSeries series, int index, int every, Func<double?, double?> placeX, Func<double?, double?> placeY)
    {
        var line = new StringBuilder();
        var markers = new StringBuilder();
        bool isOpen = false;
        for (int i = 0; i < series.X.Count; i += every)
        {
            if (placeX(series.X[i]) is not { } x || placeY(series.Y[i]) is not { } y)
            {
                isOpen = false;
                continue;
            }

            line.Append(isOpen ? 'L' : 'M').Append(Canvas.Coordinate(x)).Append(' ').Append(Canvas.Coordinate(y));
            isOpen = true;
            if (series.HasMarkers)
                markers.Append(Marker(index, x, y));
        }

        if (series.HasLine)
            canvas.Path(line.ToString(), Stroke(index));
        canvas.Path(markers.ToString(), $"fill=\"{Palette.Color(index)}\"");
    }

    /// <summary>Where the values begin and end, as they are drawn; <see langword="null"/> where there are none.</summary>
    private static (double Minimum, double Maximum)? Extent(FigureAxis axis, IEnumerable<double?> values)
    {
        (double Minimum, double Maximum)? extent = axis.Range;
        foreach (double? value in values)
        {
            if (Drawn(axis, value) is { } drawn)
                extent = extent is { } so ? (Math.Min(so.Minimum, drawn), Math.Max(so.Maximum, drawn)) : (drawn, drawn);
        }

        if (extent is not { } all || all.Minimum < all.Maximum)
            return extent;
        double half = Math.Max(1, Math.Abs(all.Minimum) / 100);
        return (all.Minimum - half, all.Maximum + half);
    }

    private static double? Drawn(FigureAxis axis, double? value) => axis.Kind != AxisKind.Logarithmic ? value : value > 0 ? Math.Log10(value.Value) : null;
}
