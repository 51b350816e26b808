using System.Globalization;
using System.Text.Json;
using KdmpInteractive.Charts.Figures;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>An array of a trace, as the texts that it is made of: numbers, dates, names, nothing.</summary>
/// <param name="texts">The values; <see langword="null"/> where there is none.</param>
internal sealed class TraceValues(IReadOnlyList<string?> texts)
{
    /// <summary>Larger numbers are taken as missing: differences of them are no numbers any more.</summary>
    private const double Largest = 1e300;

    /// <summary>The values; <see langword="null"/> where there is none.</summary>
    public IReadOnlyList<string?> Texts { get; } = texts;

    /// <summary>How the values are meant, as plotly guesses: numbers, or dates, or names.</summary>
    public AxisKind Kind { get; } =
        texts.All(text => text is null || Number(text) is not null || IsNoNumber(text)) ? AxisKind.Linear : texts.All(text => text is null || Date(text) is not null) ? AxisKind.Date : AxisKind.Category;

    /// <summary>An array: plain, or encoded as plotly's typed arrays are; <see langword="null"/> for anything else.</summary>
    public static TraceValues? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => new([.. element.EnumerateArray().Select(Text)]),
        JsonValueKind.Object => TypedArray.Read(element) is { } typed ? new(typed.Texts) : null,
        _ => null,
    };

    /// <summary>The numbers 0, 1, 2 and so on.</summary>
    public static TraceValues Places(int count) => new([.. Enumerable.Range(0, count).Select(place => place.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>The values as numbers, where <paramref name="names"/> gives each name its place.</summary>
    public IReadOnlyList<double?> Numbers(AxisKind kind, Dictionary<string, int> names) => [.. Texts.Select(text => kind switch
    {
        AxisKind.Date => Date(text),
        AxisKind.Category => Place(text, names),
        _ => Number(text),
    })];

    /// <summary>A number, and nothing for what is none or too large to be drawn.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) <= Largest ? number : null;

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    private static double? Date(string? text) =>
        text is [_, _, _, _, '-', _, ..]
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date)
            ? (date - DateTime.UnixEpoch).TotalSeconds
            : null;

    private static double? Place(string? text, Dictionary<string, int> names)
    {
        if (text is null)
            return null;
        if (!names.TryGetValue(text, out int place))
            names.Add(text, place = names.Count);
        return place;
    }

    /// <summary>What a number can be that cannot be drawn, in JSON only as a string.</summary>
    private static bool IsNoNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Plotly.NET writes whole numbers of type double as <c>2020.0</c>.</summary>
    private static string Whole(string number) => number.EndsWith(".0", StringComparison.Ordinal) ? number[..^2] : number;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => Whole(value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(" / ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => "{}",
        _ => null,
    };
}
