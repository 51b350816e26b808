using System.Text.Json;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>Finds values in JSON of which nothing is known: whatever is missing or of another type is <see langword="null"/>.</summary>
internal static class JsonFinding
{
    /// <summary>How a text says that plotly shall begin a line.</summary>
    public const string LineBreak = "<br>";

    public static JsonElement? Find(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }

    public static string? FindText(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    public static double? FindNumber(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.Number } found ? TraceValues.Number(found.GetRawText()) : null;

    public static TraceValues? FindValues(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { } found ? TraceValues.Of(found) : null;

    public static IEnumerable<JsonElement> FindItems(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>A title on one line: plotly takes both a text and an object that has one.</summary>
    public static string FindTitle(this JsonElement element) => OnOneLine(element.FindText("title", "text") ?? element.FindText("title") ?? "");

    /// <summary>The text without plotly's line breaks.</summary>
    public static string OnOneLine(string text) => text.Replace(LineBreak, " ", StringComparison.OrdinalIgnoreCase);
}
