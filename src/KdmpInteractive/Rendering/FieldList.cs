namespace KdmpInteractive.Rendering;

/// <summary>Names and values, one pair a line. A value of <see langword="null"/> is shown as "not recorded".</summary>
/// <param name="fields">The pairs, in order.</param>
public sealed class FieldList(params IReadOnlyList<(string Name, string? Value)> fields) : Block
{
    private const string NotRecorded = "not recorded";

    internal override void WriteHtml(HtmlBuilder html)
    {
        html.Append($"<table class=\"f\"><tbody>");
        foreach ((string name, string? value) in fields)
            html.Append($"<tr><th scope=\"row\">{Short(name)}</th><td>{Short(value ?? NotRecorded)}</td></tr>");
        html.Append($"</tbody></table>");
    }

    internal override void WriteText(TextBuilder text)
    {
        int width = 0;
        foreach ((string name, _) in fields)
            width = Math.Max(width, Short(name).Length);
        foreach ((string name, string? value) in fields)
            text.Append(Short(name).PadLeft(width), TextRole.Label).Append(": ").Append(Short(value ?? NotRecorded), value is null ? TextRole.Faint : TextRole.Plain).Append('\n');
    }
}
