using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Pages in which two dumps differ, a row for those that follow each other and differ in the same way.</summary>
internal static class PageDifferencesView
{
    private static readonly string[] s_columns = ["Start#", "Last#", "Pages#", "Difference"];

    public static View Of(IEnumerable<PageDifference> differences) => Of("Pages that differ", [.. differences], OutputLimits.Default);

    /// <param name="title">Which dumps.</param>
    /// <param name="differences">What is shown.</param>
    /// <param name="limits">How many runs are listed.</param>
    /// <param name="figure">How they are drawn.</param>
    public static View Of(string title, IReadOnlyCollection<PageDifference> differences, OutputLimits limits, Block? figure = null)
    {
        PageDifferenceTotals totals = differences.Aggregate(default(PageDifferenceTotals), (sum, difference) => sum.Add(difference));
        return new($"{title}: {Totals(totals)}", [.. figure is null ? (Block[])[] : [figure], .. differences.Count == 0 ? (Block[])[] : [BoundedTable.Of("Runs", s_columns, differences, Row, limits)]])
        {
            Limits = limits,
        };
    }

    /// <summary>One run as one line.</summary>
    public static View Line(PageDifference difference)
    {
        string[] row = Row(difference);
        return new("", new PlainLines($"{row[0],12}  {row[1],12}  {row[2],8}  {row[3]}"));
    }

    public static string Totals(PageDifferenceTotals totals) => totals == default
        ? "no page differs"
        : string.Create(CultureInfo.InvariantCulture, $"{totals.Changed:N0} changed, {totals.Added:N0} added, {totals.Missing:N0} missing pages");

    private static string[] Row(PageDifference difference) =>
    [
        difference.Start.ToString(),
        new PhysicalAddress(difference.Start.Value + (ulong)difference.PageCount * PhysicalAddress.PageSize - 1).ToString(),
        difference.PageCount.ToString("N0", CultureInfo.InvariantCulture),
        difference.Kind switch
        {
            PageDifferenceKind.Changed => "changed",
            PageDifferenceKind.Added => "added: only in the later dump",
            _ => "missing: only in the earlier dump",
        },
    ];
}
