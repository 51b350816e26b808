using System.Globalization;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>Which physical pages differ between two dumps, as a grid of cells of equal size.</summary>
internal static class DifferenceMap
{
    /// <summary>In the order of <see cref="PageDifferenceKind"/>, and then of more than one of them.</summary>
    private static readonly Category[] s_categories =
        [new('c', "changed", Palette.Orange), new('a', "added", Palette.SkyBlue), new('m', "missing", Palette.Purple), new('x', "of several kinds", Palette.Yellow)];

    /// <param name="differences">In any order; walked once.</param>
    public static Figure Of(IEnumerable<PageDifference> differences)
    {
        PageDifference[] all = [.. differences];
        var grid = new PageGrid(all.Select(difference => (long)difference.Start.PageFrameNumber + difference.PageCount).DefaultIfEmpty(0).Max());
        var counts = new long[grid.Cells, 3];
        foreach (PageDifference difference in all)
        {
            foreach ((int cell, long count) in grid.Split((long)difference.Start.PageFrameNumber, difference.PageCount))
                counts[cell, (int)difference.Kind] += count;
        }

        PageDifferenceTotals totals = all.Aggregate(default(PageDifferenceTotals), (sum, difference) => sum.Add(difference));
        return new($"Pages that differ: {PageDifferencesView.Totals(totals)}", grid.X, PageGrid.Y, new Grid(grid.RowNames, PageGrid.ColumnNames, [.. Enumerable.Range(0, grid.Cells).Select(cell => Category(counts, cell))], Scale.Of("Pages of a cell", s_categories))
        {
            Hover = [.. Enumerable.Range(0, grid.Cells).Select(cell => Hover(grid, counts, cell))],
        });
    }

    private static double? Category(long[,] counts, int cell)
    {
        int[] kinds = [.. Enumerable.Range(0, 3).Where(kind => counts[cell, kind] > 0)];
        return kinds.Length == 0 ? null : kinds.Length == 1 ? kinds[0] : 3;
    }

    private static string Hover(PageGrid grid, long[,] counts, int cell)
    {
        IEnumerable<string> kinds = Enumerable.Range(0, 3).Where(kind => counts[cell, kind] > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{counts[cell, kind]:N0} {s_categories[kind].Name}"));
        return Category(counts, cell) is null ? "" : $"{grid.Frames(cell)}<br>{string.Join(", ", kinds)}";
    }
}
