using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Readable text, a row for each run of characters.</summary>
internal static class FoundTextView
{
    private static readonly string[] s_columns = ["Address#", "Encoding", "Length#", "Text"];

    /// <summary>Text of an address space that nobody names: physical addresses are written as virtual ones are.</summary>
    public static View Of(IEnumerable<FoundText> strings) => Of(strings, isPhysical: false, OutputLimits.Default);

    /// <param name="strings">What was found.</param>
    /// <param name="isPhysical">Whether the addresses are physical ones.</param>
    /// <param name="limits">How many are shown.</param>
    /// <param name="missing">Why memory is missing where the search began: no string there is no finding.</param>
    public static View Of(IEnumerable<FoundText> strings, bool isPhysical, OutputLimits limits, string? missing = null)
    {
        DataTable table = BoundedTable.Of("Strings", s_columns, strings, text => Row(text, isPhysical), limits);
        return new("", missing is null ? [table] : [table, new Paragraph(missing, isWarning: true)]) { Limits = limits };
    }

    /// <summary>One run as one line.</summary>
    public static View Line(FoundText text, bool isPhysical)
    {
        string[] row = Row(text, isPhysical);
        return new("", new PlainLines($"{row[0]}  {row[1],-6}  {row[3]}"));
    }

    private static string[] Row(FoundText text, bool isPhysical) =>
    [
        isPhysical ? new PhysicalAddress(text.Address).ToString() : new VirtualAddress(text.Address).ToString(),
        text.Encoding == TextEncoding.Utf16 ? "UTF-16" : "ASCII",
        text.Length.ToString("N0", CultureInfo.InvariantCulture),
        text.Text,
    ];
}
