using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Bytes that were found, a row each: where, where that is mapped, and what stands around them.</summary>
internal static class SearchHitsView
{
    private static readonly string[] s_columns = ["Physical#", "Virtual#", "Bytes", "Characters"];

    public static View Of(IEnumerable<SearchHit> hits) => Of("", hits, hasMore: false, OutputLimits.Default);

    /// <param name="title">What was looked for.</param>
    /// <param name="hits">What was found.</param>
    /// <param name="hasMore">Whether the search ended before the memory did.</param>
    /// <param name="limits">How many are listed.</param>
    public static View Of(string title, IEnumerable<SearchHit> hits, bool hasMore, OutputLimits limits)
    {
        Block[] more = hasMore ? [new Paragraph("There are more: the search ended at the last of these. Raise --max to go on.")] : [];
        return new(title, [BoundedTable.Of("Hits", s_columns, hits, Row, limits), .. more]) { Limits = limits };
    }

    /// <summary>One hit as one line.</summary>
    public static View Line(SearchHit hit)
    {
        string[] row = Row(hit);
        return new("", new PlainLines($"{row[0],12}  {row[1],-21}  {row[3]}"));
    }

    private static string[] Row(SearchHit hit) =>
    [
        hit.PhysicalAddress?.ToString() ?? "-",
        Virtual(hit.VirtualAddresses),
        Marked(hit, bytes => string.Join(' ', Convert.ToHexString(bytes.Span).ToLowerInvariant().Chunk(2).Select(digits => new string(digits))), " "),
        Marked(hit, bytes => HexDigits.Characters(bytes.Span), ""),
    ];

    private static string Virtual(IReadOnlyList<VirtualAddress>? addresses) => addresses switch
    {
        null => "not known",
        [] => "not mapped",
        [var only] => only.ToString(),
        [var first, ..] => string.Create(CultureInfo.InvariantCulture, $"{first} and {addresses.Count - 1} more"),
    };

    /// <summary>The bytes in brackets between those around them.</summary>
    private static string Marked(SearchHit hit, Func<ReadOnlyMemory<byte>, string> form, string separator)
    {
        ReadOnlyMemory<byte> context = hit.Context.Bytes.AsMemory();
        int end = Math.Min(hit.Offset + hit.Length, context.Length);
        return $"{form(context[..hit.Offset])}{separator}[{form(context[hit.Offset..end])}]{separator}{form(context[end..])}".Trim();
    }
}
