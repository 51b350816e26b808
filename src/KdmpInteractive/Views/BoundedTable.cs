using KdmpInteractive.Rendering;

namespace KdmpInteractive.Views;

/// <summary>A list as a table that never floods a page: the first rows, and how many more there are.</summary>
internal static class BoundedTable
{
    private const int MaximumRows = 1000;

    /// <param name="columns">Column names, as for <see cref="DataTable"/>.</param>
    /// <param name="items">What is listed.</param>
    /// <param name="row">One value for each column.</param>
    public static DataTable Of<T>(IReadOnlyList<string> columns, IReadOnlyCollection<T> items, Func<T, string[]> row) =>
        new(columns, [.. items.Take(MaximumRows).Select(row)], Math.Max(0, items.Count - MaximumRows));

    /// <summary>Why a list is not complete, when it is not.</summary>
    public static IEnumerable<Block> Remark(object? failure) =>
        failure is null ? [] : [new Paragraph($"Not complete: {failure}.", isWarning: true)];
}
