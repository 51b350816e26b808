namespace KdmpInteractive.Charts.Figures;

/// <summary>Makes one value of several.</summary>
internal static class CoarseGrid
{
    /// <summary>The grid with no more rows and columns than these; itself where it has no more.</summary>
    public static Grid Of(Grid grid, int maximumRows, int maximumColumns)
    {
        int rows = DivideUp(grid.Rows.Count, maximumRows), columns = DivideUp(grid.Columns.Count, maximumColumns);
        if (rows <= 1 && columns <= 1)
            return grid;
        string[] coarseRows = [.. grid.Rows.Where((_, row) => row % rows == 0)], coarseColumns = [.. grid.Columns.Where((_, column) => column % columns == 0)];
        var cells = new double?[coarseRows.Length * coarseColumns.Length];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Join(grid.Scale, Block(grid, i / coarseColumns.Length * rows, rows, i % coarseColumns.Length * columns, columns));
        return new(coarseRows, coarseColumns, cells, grid.Scale);
    }

    /// <summary>What stands for several values: the mean of amounts; of categories the most frequent, unless one must be seen.</summary>
    public static double? Join(Scale scale, IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        if (known.Length == 0)
            return null;
        if (scale.Categories.Count == 0)
            return known.Average();
        return known.GroupBy(value => value)
            .OrderByDescending(alike => scale.CategoryOf(alike.Key)?.Mark == Category.Alarm).ThenByDescending(alike => alike.Count()).First().Key;
    }

    private static IEnumerable<double?> Block(Grid grid, int firstRow, int rows, int firstColumn, int columns)
    {
        for (int row = firstRow; row < Math.Min(firstRow + rows, grid.Rows.Count); row++)
        {
            for (int column = firstColumn; column < Math.Min(firstColumn + columns, grid.Columns.Count); column++)
                yield return grid[row, column];
        }
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
