using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Mapped virtual memory, a row for each region.</summary>
internal static class VirtualRegionsView
{
    /// <summary>Rows of the table; a whole system has tens of thousands of regions.</summary>
    private const int MaximumRows = 200;

    private static readonly string[] s_columns = ["Start#", "Last#", "Size#", "Pages#", "Rights"];

    /// <param name="regions">What is shown; all of it is walked, since nobody knows better how much there is.</param>
    /// <param name="missingTables">How many tables were missing, once that is known.</param>
    public static View Of(IEnumerable<VirtualRegion> regions, Func<int> missingTables)
    {
        var rows = new List<string[]>();
        long count = 0;
        ulong bytes = 0;
        foreach (VirtualRegion region in regions)
        {
            count++;
            bytes += region.Length;
            if (rows.Count < MaximumRows)
                rows.Add(Row(region));
        }

        Paragraph[] remarks = missingTables() is > 0 and var missing ? [new Paragraph(MissingTables(missing), isWarning: true)] : [];
        return new(
            FormattableString.Invariant($"Mapped virtual memory: {Sizes.Of(bytes)} in {count} regions"), [new DataTable(s_columns, rows, count - rows.Count), .. remarks]);
    }

    /// <summary>One region as one line.</summary>
    public static View Line(VirtualRegion region)
    {
        string[] row = Row(region);
        return new("", new PlainLines($"{row[0]}  {row[1]}  {row[2],10}  {row[3],7}  {row[4]}"));
    }

    public static string MissingTables(int count) => count == 1
        ? "One page table is not in the dump; what it maps is not known."
        : FormattableString.Invariant($"{count} page tables are not in the dump; what they map is not known.");

    private static string[] Row(VirtualRegion region) =>
    [
        region.Start.ToString(),
        region.Last.ToString(),
        Sizes.Of(region.Length),
        Sizes.Of((ulong)region.PageSize),
        $"r{(region.Writable ? 'w' : '-')}{(region.Executable ? 'x' : '-')} {(region.User ? "user" : "kernel")}",
    ];
}
