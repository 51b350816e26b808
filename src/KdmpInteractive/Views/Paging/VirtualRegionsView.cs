using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Mapped virtual memory, a row for each region, and how much of it allows what.</summary>
internal static class VirtualRegionsView
{
    private const string WritableAndExecutable = "writable and executable";

    private static readonly string[] s_columns = ["Start#", "Last#", "Size#", "Pages#", "Rights", "Remark"];
    private static readonly string[] s_rightsColumns = ["Rights", "Regions#", "Size#"];

    /// <summary>Regions in the order of somebody's list.</summary>
    public static View Of(IEnumerable<VirtualRegion> regions) => Of(regions, () => 0);

    /// <param name="regions">What is shown; all of it is walked, since nobody knows better how much there is.</param>
    /// <param name="missingTables">How many tables were missing, once that is known.</param>
    /// <param name="limits">How many are listed.</param>
    /// <param name="figure">How they are drawn, once all are known.</param>
    public static View Of(IEnumerable<VirtualRegion> regions, Func<int> missingTables, OutputLimits? limits = null, Func<Block?>? figure = null)
    {
        limits ??= OutputLimits.Default;
        var byRights = new SortedDictionary<string, (long Count, ulong Bytes)>(StringComparer.Ordinal);
        var suspicious = new List<VirtualRegion>();
        DataTable all = BoundedTable.Of("Regions", s_columns, regions.Select(Counted), Row, limits);
        (long count, ulong bytes) = Sum(byRights.Values);
        string title = string.Create(CultureInfo.InvariantCulture, $"Mapped virtual memory: {Sizes.Of(bytes)} in {count:N0} regions");
        Block[] missing = missingTables() is > 0 and var tables ? [new Paragraph(MissingTables(tables), isWarning: true)] : [];
        Block[] picture = figure?.Invoke() is { } drawn ? [drawn] : [];
        return new(title, [.. missing, .. Warning(suspicious, byRights), .. picture, new DataTable(s_rightsColumns, [.. byRights.Select(Row)], caption: "By rights"), all])
        {
            Limits = limits,
        };

        VirtualRegion Counted(VirtualRegion region)
        {
            (long regionsSoFar, ulong bytesSoFar) = byRights.GetValueOrDefault(Rights(region));
            byRights[Rights(region)] = (regionsSoFar + 1, bytesSoFar + region.Length);
            if (IsSuspicious(region) && suspicious.Count < limits.Rows)
                suspicious.Add(region);
            return region;
        }
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

    /// <summary>Whether code can be written there and run: Windows' own images never need that.</summary>
    private static bool IsSuspicious(VirtualRegion region) => region.Writable && region.Executable;

    /// <summary>Those regions once more, since they may be far down the list, or nothing.</summary>
    private static Block[] Warning(List<VirtualRegion> suspicious, SortedDictionary<string, (long Count, ulong Bytes)> byRights)
    {
        if (suspicious.Count == 0)
            return [];
        (long Count, ulong Bytes) kernel = byRights.GetValueOrDefault("rwx kernel"), user = byRights.GetValueOrDefault("rwx user");
        long count = kernel.Count + user.Count;
        string ranges = count == 1 ? "One range" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} ranges");
        string what = string.Create(
            CultureInfo.InvariantCulture,
            $"Warning: {ranges} ({Sizes.Of(kernel.Bytes + user.Bytes)}) can be written and executed, {kernel.Count:N0} of the kernel and {user.Count:N0} of user mode.");
        return [new Paragraph(what, isWarning: true), new DataTable(s_columns, [.. suspicious.Select(Row)], count - suspicious.Count, "Writable and executable")];
    }

    private static (long Count, ulong Bytes) Sum(IEnumerable<(long Count, ulong Bytes)> amounts) =>
        amounts.Aggregate((Count: 0L, Bytes: 0UL), (sum, amount) => (sum.Count + amount.Count, sum.Bytes + amount.Bytes));

    private static string Rights(VirtualRegion region) => $"r{(region.Writable ? 'w' : '-')}{(region.Executable ? 'x' : '-')} {(region.User ? "user" : "kernel")}";

    private static string[] Row(KeyValuePair<string, (long Count, ulong Bytes)> rights) =>
        [rights.Key, rights.Value.Count.ToString("N0", CultureInfo.InvariantCulture), Sizes.Of(rights.Value.Bytes)];

    private static string[] Row(VirtualRegion region) =>
    [
        region.Start.ToString(),
        region.Last.ToString(),
        Sizes.Of(region.Length),
        Sizes.Of((ulong)region.PageSize),
        Rights(region),
        IsSuspicious(region) ? WritableAndExecutable : "",
    ];
}
