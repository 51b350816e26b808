namespace KdmpInteractive.Charts.Figures;

/// <summary>A figure in plain text: its title, one line of characters, and a line that says what they mean.</summary>
internal static class FigureStrip
{
    /// <summary>Characters of the line.</summary>
    public const int Length = 64;

    private const int MaximumNames = 8;

    public static IEnumerable<string> Lines(Figure figure)
    {
        if (figure.Title.Length > 0)
            yield return figure.Title;
        if (Strip(figure) is { } strip)
        {
            yield return strip.Line;
            yield return strip.Legend;
        }
        else if (figure.Drawing is not Listing)
        {
            yield return "This chart has no values.";
        }
    }

    private static (string Line, string Legend)? Strip(Figure figure) => figure.Drawing switch
    {
        Grid { Cells.Count: > 0 } grid => Of(grid),
        Bars { Labels.Count: > 0, Series.Count: > 0 } bars => Of(figure, bars),
        Points { Series: [{ X.Count: > 0 } first, ..] } points => Of(figure, first, points.Series.Count),
        _ => null,
    };

    private static (string, string) Of(Grid grid)
    {
        string line = Line(grid.Scale, Stretched(grid.Cells, grid.Scale));
        string note = grid.Cells.Count > Length ? $"; {Length} characters for {Scale.Number(grid.Cells.Count)} cells, row by row" : "";
        return (line, Legend(grid.Scale, line) + note);
    }

    private static (string, string) Of(Figure figure, Bars bars)
    {
        IReadOnlyList<double?> known = bars.Series[0].Values;
        Scale scale = Amounts((bars.Horizontal ? figure.X : figure.Y).Title, known, [0]);
        string more = bars.Labels.Count > MaximumNames ? $", ({bars.Labels.Count - MaximumNames} more)" : "";
        string line = Line(scale, Stretched(known, scale));
        return (
            line,
            $"{Legend(scale, line)}; left to right: {string.Join(", ", bars.Labels.Take(MaximumNames))}{more}{Others(bars.Series.Count)}");
    }

    private static (string, string) Of(Figure figure, PointSeries series, int count)
    {
        Scale scale = Amounts(figure.Y.Title, series.Y, figure.Y.Range is { } range ? [range.Minimum, range.Maximum] : []);
        double[] places = [.. series.X.OfType<double>().DefaultIfEmpty(0)];
        (double first, double last) = (places.Min(), places.Max());
        var columns = new List<double?>[Length];
        for (int i = 0; i < series.X.Count; i++)
        {
            if (series.X[i] is { } x)
                (columns[last > first ? (int)Math.Min((x - first) / (last - first) * Length, Length - 1) : 0] ??= []).Add(series.Y[i]);
        }

        string line = Line(scale, Joined(columns, scale, series.HasLine));
        return (
            line,
            $"{Legend(scale, line)}; left to right: {(figure.X.Title.Length > 0 ? figure.X.Title + " " : "")}{Ticks.Label(figure.X, first)} to {Ticks.Label(figure.X, last)}{Others(count)}");
    }

    /// <summary>A value for each column; a line goes on where there is no point.</summary>
    private static IEnumerable<double?> Joined(List<double?>[] columns, Scale scale, bool goesOn)
    {
        double? value = null;
        foreach (List<double?>? column in columns)
            yield return value = column is not null ? CoarseGrid.Join(scale, column) : goesOn ? value : null;
    }

    private static Scale Amounts(string title, IReadOnlyList<double?> values, double[] also)
    {
        double[] known = [.. values.OfType<double>(), .. also];
        return known.Length == 0 ? new(title, 0, 0) : new(title, known.Min(), known.Max());
    }

    /// <summary>As many values as there are characters: each stands for several, or several for each.</summary>
    private static IEnumerable<double?> Stretched(IReadOnlyList<double?> values, Scale scale)
    {
        for (long i = 0; i < Length; i++)
        {
            int first = (int)(i * values.Count / Length), end = (int)((i + 1) * values.Count / Length);
            yield return CoarseGrid.Join(scale, Enumerable.Range(first, Math.Max(1, end - first)).Select(at => values[at]));
        }
    }

    private static string Line(Scale scale, IEnumerable<double?> values) => string.Concat(values.Select(scale.Character));

    /// <summary>What the characters of a line mean: of an amount all, of categories those that occur.</summary>
    private static string Legend(Scale scale, string line)
    {
        IEnumerable<(char Character, string Meaning)> entries = scale.Legend().Append((Character: Scale.Nothing, Meaning: "nothing"))
            .Where(entry => line.Contains(entry.Character) || (scale.Categories.Count == 0 && entry.Character != Scale.Nothing));
        return $"{(scale.Title.Length > 0 ? scale.Title + ": " : "")}{string.Join(", ", entries.Select(entry => $"{entry.Character} {entry.Meaning}"))}";
    }

    private static string Others(int series) => series > 1 ? $" (the first of {series} series)" : "";
}
