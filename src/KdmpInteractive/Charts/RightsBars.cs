using System.Globalization;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>How much virtual memory is mapped with which rights, as bars. Their sizes are written beside them: the smallest matter most.</summary>
internal static class RightsBars
{
    private static readonly (string Name, double Bytes)[] s_units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];

    /// <param name="regions">All of them are walked.</param>
    public static Figure Of(IEnumerable<VirtualRegion> regions)
    {
        var amounts = new SortedDictionary<string, (long Count, ulong Bytes)>(StringComparer.Ordinal);
        foreach (VirtualRegion region in regions)
        {
            (long count, ulong bytes) = amounts.GetValueOrDefault(RegionRights.Name(region));
            amounts[RegionRights.Name(region)] = (count + 1, bytes + region.Length);
        }

        ulong largest = amounts.Values.Select(amount => amount.Bytes).DefaultIfEmpty(0UL).Max();
        (string unit, double size) = s_units.FirstOrDefault(unit => largest >= unit.Bytes, s_units[^1]);
        var series = new BarSeries("", [.. amounts.Values.Select(amount => (double?)(amount.Bytes / size))])
        {
            Texts = [.. amounts.Values.Select(amount => string.Create(CultureInfo.InvariantCulture, $"{Sizes.Of(amount.Bytes)} in {amount.Count:N0} {(amount.Count == 1 ? "region" : "regions")}"))],
        };
        string[] labels = [.. amounts.Keys.Select(name => name.EndsWith("rwx", StringComparison.Ordinal) ? $"{Category.Alarm} {name}" : name)];
        return new("Virtual memory by rights", new($"Mapped memory ({unit})"), new("Rights"), new Bars(labels, [series], Horizontal: true));
    }
}
