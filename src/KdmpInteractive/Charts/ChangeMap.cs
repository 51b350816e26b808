using System.Globalization;
using KdmpInteractive.Charts.Figures;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>Which physical pages differ between two dumps, as a grid of cells of equal size.</summary>
internal static class ChangeMap
{
    private static readonly Category[] s_categories =
        [new('c', "changed", Palette.Orange), new('a', "added", Palette.SkyBlue), new('m', "missing", Palette.Purple), new('x', "several", Palette.Yellow)];

    /// <param name="changes">Pages that differ; walked once, in any order.</param>
    public static Figure Of(IEnumerable<(PageRange Pages, PageChange Kind)> changes)
    {
        (PageRange Pages, PageChange Kind)[] all = [.. changes];
        var grid = new PageGrid(all.Select(change => (long)change.Pages.Start.PageFrameNumber + change.Pages.PageCount).DefaultIfEmpty(0).Max());
        var counts = new long[grid.Cells, 3];
        foreach ((PageRange pages, PageChange kind) in all)
        {
            foreach ((int cell, long count) in grid.Split((long)pages.Start.PageFrameNumber, pages.PageCount))
                counts[cell, (int)kind] += count;
        }

        long[] totals = [.. Enum.GetValues<PageChange>().Select(kind => all.Where(change => change.Kind == kind).Sum(change => change.Pages.PageCount))];
        string title = string.Create(CultureInfo.InvariantCulture, $"Pages that differ: {totals[0]:N0} changed, {totals[1]:N0} added, {totals[2]:N0} missing");
        return new(title, grid.X, PageGrid.Y, new Grid(grid.RowNames, PageGrid.ColumnNames, [.. Enumerable.Range(0, grid.Cells).Select(cell => Category(counts, cell))], Scale.Of("Pages of a cell", s_categories))
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
