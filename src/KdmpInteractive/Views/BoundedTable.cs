using System.Globalization;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Views;

/// <summary>A list as a table under its name and its length. Only the rows that could be shown are made: a list can have a million.</summary>
internal static class BoundedTable
{
    /// <param name="what">What is listed, in the plural: the caption.</param>
    /// <param name="columns">Column names, as for <see cref="DataTable"/>.</param>
    /// <param name="items">The list; all of it is walked, since nobody knows better how long it is.</param>
    /// <param name="row">One value for each column.</param>
    /// <param name="limits">How many rows are made.</param>
    public static DataTable Of<T>(string what, IReadOnlyList<string> columns, IEnumerable<T> items, Func<T, string[]> row, OutputLimits limits)
    {
        var rows = new List<string[]>();
        long count = 0;
        foreach (T item in items)
        {
            count++;
            if (rows.Count < limits.Rows)
                rows.Add(item is null ? [.. columns.Select(_ => "-")] : row(item));
        }

        return new(columns, rows, count - rows.Count, string.Create(CultureInfo.InvariantCulture, $"{what}: {count:N0}"));
    }

    /// <summary>A list that says why it is not complete, when it is not.</summary>
    /// <param name="table">Its table; left out where nothing could be read.</param>
    /// <param name="failure">Why there is not more.</param>
    public static IEnumerable<Block> WithRemark(DataTable table, object? failure)
    {
        yield return table;
        if (failure is not null)
            yield return new Paragraph($"Not complete: {failure}.", isWarning: true);
    }
}
