using System.Globalization;
using System.Text;

namespace KdmpInteractive.Charts.Figures;

/// <summary>Draws the cells of a grid. Amounts are steps in lightness of one hue, categories have a colour and a mark.</summary>
internal static class GridPicture
{
    private const int MaximumRows = 64;
    private const int MaximumColumns = 128;

    private static readonly string[] s_opacities = ["", ".45", ".63", ".81", "1"];

    public static bool Draw(Canvas canvas, Figure figure, Grid whole)
    {
        Grid grid = CoarseGrid.Of(whole, MaximumRows, MaximumColumns);
        string[] labels = [.. grid.Rows.Select(label => Canvas.Cut(label, 34))];
        double left = Canvas.Margin + labels.Max(label => label.Length) * Canvas.CharacterWidth + 8;
        int width = Math.Clamp((int)((Canvas.Width - left - 12) / grid.Columns.Count), 3, 44);
        int height = grid.Rows.Count > 32 ? 8 : Math.Clamp(width, 12, 28);
        canvas.Line(figure.Y.Title);
        int top = canvas.Bottom + 4, gap = width < 8 ? 0 : 1;

        foreach (IGrouping<string, (double X, double Y, int Length, double? Value)> alike in Runs(grid, left, top, width, height).GroupBy(run => Fill(grid.Scale, run.Value)))
            canvas.Path(string.Concat(alike.Select(run => Canvas.Box(run.X, run.Y, run.Length * width - gap, height - gap))), alike.Key);
        if (width >= 7 && height >= 10)
            DrawMarks(canvas, grid, left, top, width, height);

        int every = height < 11 ? 2 : 1;
        for (int row = 0; row < labels.Length; row += every)
            canvas.Text(left - 6, top + row * height + height / 2.0 + 3.5, labels[row], "end");
        canvas.Bottom = top + labels.Length * height;
        int step = Math.Max(1, (grid.Columns.Count + 7) / 8);
        for (int column = 0; column < grid.Columns.Count; column += step)
            canvas.Text(left + column * width + width / 2.0, canvas.Bottom + 13, Canvas.Cut(grid.Columns[column], Math.Max(4, step * width / 8)), "middle");
        canvas.Text(left + grid.Columns.Count * width / 2.0, canvas.Bottom + 30, Canvas.Cut(figure.X.Title, 90), "middle", "");
        canvas.Bottom += 34;
        canvas.Legend(grid.Scale.Title, Legend(grid.Scale));
        if (grid != whole)
            canvas.Line(string.Create(CultureInfo.InvariantCulture, $"Drawn coarsely, {grid.Rows.Count} by {grid.Columns.Count} cells for {whole.Rows.Count:N0} by {whole.Columns.Count:N0}."));
        return true;
    }

    /// <summary>Neighbours that look alike are one rectangle: a picture of empty memory stays small.</summary>
    private static IEnumerable<(double X, double Y, int Length, double? Value)> Runs(Grid grid, double left, int top, int width, int height)
    {
        for (int row = 0; row < grid.Rows.Count; row++)
        {
            for (int column = 0; column < grid.Columns.Count;)
            {
                int first = column;
                string fill = Fill(grid.Scale, grid[row, first]);
                while (column < grid.Columns.Count && Fill(grid.Scale, grid[row, column]) == fill)
                    column++;
                yield return (left + first * width, top + row * height, column - first, grid[row, first]);
            }
        }
    }

    private static string Fill(Scale scale, double? value) => value is not { } known ? "class=\"n\"" : scale.Categories.Count == 0 ? Amount(scale.Level(known)) : Fill(scale.CategoryOf(known));

    private static string Amount(int level) => level == 0 ? "class=\"e\"" : $"fill=\"{Palette.Amount}\" fill-opacity=\"{s_opacities[level]}\"";

    private static string Fill(Category? category) => category is null ? "class=\"n\"" : $"fill=\"{category.Color}\"";

    private static void DrawMarks(Canvas canvas, Grid grid, double left, int top, int width, int height)
    {
        for (int i = 0; i < grid.Scale.Categories.Count; i++)
        {
            Category category = grid.Scale.Categories[i];
            var places = new List<(double, double)>();
            for (int cell = 0; cell < grid.Cells.Count; cell++)
            {
                if (grid.Cells[cell] == i)
                    places.Add((left + cell % grid.Columns.Count * width + (width - 1) / 2.0, top + cell / grid.Columns.Count * height + (height - 1) / 2.0 + 3));
            }

            canvas.Marks(category.Mark, places, Palette.IsDark(category.Color));
        }
    }

    private static (string Swatch, string Meaning)[] Legend(Scale scale)
    {
        string box = Canvas.Box(0, 0, 12, 12);
        return scale.Categories.Count == 0
            ? [.. scale.Legend().Select((entry, level) => ($"<path {Amount(level)} d=\"{box}\"/>", entry.Meaning))]
            : [.. scale.Categories.Select(category => (Swatch(category, box), category.Name))];
    }

    private static string Swatch(Category category, string box) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"<path {Fill(category)} d=\"{box}\"/><text class=\"{(Palette.IsDark(category.Color) ? "k i" : "k")}\" x=\"6\" y=\"9\">")
        .Append(CultureInfo.InvariantCulture, $"&#{(int)category.Mark};</text>").ToString();
}
