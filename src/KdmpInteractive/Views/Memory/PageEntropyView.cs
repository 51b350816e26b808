using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>How evenly the bytes of pages are spread, a row each.</summary>
internal static class PageEntropyView
{
    /// <summary>Characters of a bar of 8 bits per byte.</summary>
    private const int BarLength = 16;

    private static readonly string[] s_columns = ["Address#", "Bytes#", "Bits per byte#", "0 to 8"];

    /// <summary>Pages of an address space that nobody names: physical addresses are written as virtual ones are.</summary>
    public static View Of(IEnumerable<PageEntropy> pages) => Of(pages, isPhysical: false, hasMore: false, OutputLimits.Default);

    /// <param name="pages">What was counted.</param>
    /// <param name="isPhysical">Whether the addresses are physical ones.</param>
    /// <param name="hasMore">Whether the pass ended before the memory did.</param>
    /// <param name="limits">How many are listed.</param>
    /// <param name="chart">A chart of them.</param>
    public static View Of(IEnumerable<PageEntropy> pages, bool isPhysical, bool hasMore, OutputLimits limits, Block? chart = null)
    {
        Block[] drawn = chart is null ? [] : [chart];
        Block[] more = hasMore ? [new Paragraph("There are more: the pass ended at the last of these. Raise --max, or give --above, to go on.")] : [];
        return new("", [.. drawn, BoundedTable.Of("Pages", s_columns, pages, page => Row(page, isPhysical), limits), .. more]) { Limits = limits };
    }

    /// <summary>One page as one line.</summary>
    public static View Line(PageEntropy page, bool isPhysical)
    {
        string[] row = Row(page, isPhysical);
        return new("", new PlainLines($"{row[0]}  {row[1],5}  {row[2]}  {row[3]}".TrimEnd()));
    }

    private static string[] Row(PageEntropy page, bool isPhysical) =>
    [
        isPhysical ? new PhysicalAddress(page.Address).ToString() : new VirtualAddress(page.Address).ToString(),
        page.Length.ToString("N0", CultureInfo.InvariantCulture),
        page.BitsPerByte.ToString("0.00", CultureInfo.InvariantCulture),
        new('#', (int)Math.Round(page.BitsPerByte / 8 * BarLength)),
    ];
}
