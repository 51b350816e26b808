using System.Text.Json.Nodes;

namespace Notebooks.Tests.Comparing;

/// <summary>One thing that a cell of an .ipynb document shows.</summary>
/// <param name="Kind"><c>stream</c>, <c>display_data</c>, <c>execute_result</c> or <c>error</c>.</param>
/// <param name="Forms">The forms that it is there in, by MIME type. What is written to the console and errors have one: plain text.</param>
internal sealed record ShownOutput(string Kind, IReadOnlyDictionary<string, string> Forms)
{
    public const string PlainText = "text/plain";
    public const string HtmlText = "text/html";

    public string? Text => Forms.GetValueOrDefault(PlainText);

    public string? Html => Forms.GetValueOrDefault(HtmlText);

    public static ShownOutput Read(JsonNode output) => (string)output["output_type"]! switch
    {
        "stream" => new("stream", Plain(TextOf(output["text"]))),
        "error" => new("error", Plain($"{output["ename"]}: {output["evalue"]}")),
        string kind => new(kind, output["data"]!.AsObject().ToDictionary(form => form.Key, form => TextOf(form.Value), StringComparer.Ordinal)),
    };

    public static Dictionary<string, string> Plain(string text) => new() { [PlainText] = text };

    /// <summary>A text is a string or a list of lines.</summary>
    public static string TextOf(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "";
}
