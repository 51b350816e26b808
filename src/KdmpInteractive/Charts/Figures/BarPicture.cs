using System.Globalization;

namespace KdmpInteractive.Charts.Figures;

/// <summary>Draws bars, always lying, one below the other: their labels can be long. Each has its value beside it, and the mark of its series.</summary>
internal static class BarPicture
{
    private const int MaximumBars = 40;
    private const int Height = 15;
    private const int Values = 190;

    public static bool Draw(Canvas canvas, Figure figure, Bars bars)
    {
        (FigureAxis values, FigureAxis names) = bars.Horizontal ? (figure.X, figure.Y) : (figure.Y, figure.X);
        BarSeries[] series = [.. bars.Series.Take(MaximumBars)];
        int labels = Math.Min(bars.Labels.Count, Math.Max(1, MaximumBars / Math.Max(1, series.Length)));
        double[] known = [.. series.SelectMany(one => one.Values.Take(labels)).OfType<double>()];
        if (known.Length == 0)
            return false;
        double minimum = Math.Min(0, known.Min()), maximum = Math.Max(0, known.Max());
        if (minimum == maximum)
            maximum = 1;

        canvas.Line(names.Title);
        double left = Canvas.Margin + 8 + bars.Labels.Take(labels).Max(label => Math.Min(label.Length, 34)) * Canvas.CharacterWidth;
        double Place(double value) => left + (value - minimum) / (maximum - minimum) * (Canvas.Width - left - Values);
        int top = canvas.Bottom + 4, group = series.Length * Height + 6;
        foreach ((double value, string label) in Ticks.Of(values with { Kind = values.Kind == AxisKind.Hexadecimal ? AxisKind.Hexadecimal : AxisKind.Linear }, minimum, maximum))
        {
            canvas.Path($"M{Canvas.Coordinate(Place(value))} {top}v{labels * group}", "class=\"l\"");
            canvas.Text(Place(value), top + labels * group + 13, label, "middle");
        }

        for (int label = 0; label < labels; label++)
        {
            int y = top + label * group + 3;
            canvas.Text(left - 6, y + series.Length * Height / 2.0 + 3, Canvas.Cut(bars.Labels[label], 34), "end");
            for (int i = 0; i < series.Length; i++)
                DrawBar(canvas, series[i], label, i, y + i * Height, series.Length > 1, Place);
        }

        canvas.Bottom = top + labels * group;
        canvas.Text(left + (Canvas.Width - left - Values) / 2, canvas.Bottom + 30, Canvas.Cut(values.Title, 90), "middle", "");
        canvas.Bottom += 34;
        if (series.Length > 1)
            canvas.Legend("", [.. series.Select((one, i) => (PointPicture.Swatch(i, line: false), one.Name))]);
        if (labels < bars.Labels.Count || series.Length < bars.Series.Count)
            canvas.Line(string.Create(CultureInfo.InvariantCulture, $"({(long)bars.Labels.Count * bars.Series.Count - labels * series.Length:N0} more bars)"));
        return true;
    }

    private static void DrawBar(Canvas canvas, BarSeries series, int label, int index, double y, bool hasMark, Func<double, double> place)
    {
        if (series.Values[label] is not { } value)
            return;
        (double from, double to) = (place(Math.Min(0, value)), place(Math.Max(0, value)));
        canvas.Path(Canvas.Box(from, y, Math.Max(to - from, 1), Height - 3), $"fill=\"{Palette.Color(index)}\"");
        double end = to + 5;
        if (hasMark)
        {
            canvas.Path(PointPicture.Marker(index, end + 4, y + 6), $"fill=\"{Palette.Color(index)}\"");
            end += 13;
        }

        canvas.Text(end, y + 10, Canvas.Cut(series.Text(label), 26));
    }
}
