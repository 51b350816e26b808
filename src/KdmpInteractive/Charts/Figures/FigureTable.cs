using KdmpInteractive.Rendering;
using KdmpInteractive.Views;

namespace KdmpInteractive.Charts.Figures;

/// <summary>The values of a figure, exactly, as a bounded table.</summary>
internal static class FigureTable
{
    private const int MaximumColumns = 12;

    public static DataTable Of(Figure figure) => figure.Drawing switch
    {
        Grid grid => BoundedTable.Of("Cells", [Name(figure.Y, "Row"), Name(figure.X, "Column"), $"{Name(grid.Scale.Title, "Value")}#"], Runs(grid), run => run, OutputLimits.Default),
        Bars bars => Of(figure, bars),
        Points points => Of(figure, points),
        Listing listing => Of(listing),
        _ => throw new ArgumentOutOfRangeException(nameof(figure)),
    };

    public static DataTable Of(Listing listing)
    {
        (string Name, IReadOnlyList<string?> Values)[] columns = [.. listing.Columns.Take(MaximumColumns)];
        int rows = columns.Select(column => column.Values.Count).DefaultIfEmpty(0).Max();
        return BoundedTable.Of(
            "Values", [.. columns.Select(column => column.Name)], Enumerable.Range(0, rows), row => [.. columns.Select(column => row < column.Values.Count ? column.Values[row] ?? "" : "")], OutputLimits.Default);
    }

    /// <summary>Neighbours of the same value are one row.</summary>
    private static IEnumerable<string[]> Runs(Grid grid)
    {
        for (int row = 0; row < grid.Rows.Count; row++)
        {
            for (int column = 0; column < grid.Columns.Count;)
            {
                int first = column;
                double? value = grid[row, first];
                while (column < grid.Columns.Count && grid[row, column] == value)
                    column++;
                if (value is { } known)
                    yield return [grid.Rows[row], first == column - 1 ? grid.Columns[first] : $"{grid.Columns[first]} \u2013 {grid.Columns[column - 1]}", grid.Scale.Text(known)];
            }
        }
    }

    private static DataTable Of(Figure figure, Bars bars)
    {
        (FigureAxis values, FigureAxis names) = bars.Horizontal ? (figure.X, figure.Y) : (figure.Y, figure.X);
        string[] columns = [Name(names, "Label"), .. bars.Series.Take(MaximumColumns).Select(series => Name(series.Name, Name(values, "Value")) + "#")];
        return BoundedTable.Of(
            "Bars", columns, Enumerable.Range(0, bars.Labels.Count), label => [bars.Labels[label], .. bars.Series.Take(MaximumColumns).Select(series => Text(series, label))], OutputLimits.Default);
    }

    private static DataTable Of(Figure figure, Points points)
    {
        bool hasNames = points.Series.Count > 1 || points.Series.Any(series => series.Name.Length > 0);
        string[] columns = [.. hasNames ? ["Series"] : Array.Empty<string>(), Name(figure.X, "x") + "#", Name(figure.Y, "y") + "#"];
        IEnumerable<(PointSeries Series, int Point)> all = points.Series.SelectMany(series => Enumerable.Range(0, series.X.Count).Select(point => (series, point)));
        return BoundedTable.Of(
            "Points",
            columns,
            all,
            at => [.. hasNames ? [at.Series.Name] : Array.Empty<string>(), Text(figure.X, at.Series.X[at.Point]), Text(figure.Y, at.Series.Y[at.Point])],
            OutputLimits.Default);
    }

    /// <summary>The value, and what is written at the bar where that is something else.</summary>
    private static string Text(BarSeries series, int label)
    {
        string value = series.Values[label] is { } known ? Scale.Number(known) : "", text = series.Text(label);
        return value == text ? value : $"{value} ({text})";
    }

    private static string Text(FigureAxis axis, double? value) => value is { } known ? Ticks.Label(axis, known) : "";

    private static string Name(FigureAxis axis, string otherwise) => Name(axis.Title, otherwise);

    private static string Name(string title, string otherwise) => title.Length > 0 ? title : otherwise;
}
