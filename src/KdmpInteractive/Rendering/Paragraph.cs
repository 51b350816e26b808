namespace KdmpInteractive.Rendering;

/// <summary>A sentence or two.</summary>
/// <param name="content">The text.</param>
/// <param name="isWarning">Whether it stands out.</param>
public sealed class Paragraph(string content, bool isWarning = false) : Block
{
    internal override void WriteHtml(HtmlBuilder html)
    {
        html.AppendMarkup(isWarning ? "<p class=\"w\">" : "<p>");
        html.Append($"{Long(content)}</p>");
    }

    internal override void WriteText(TextBuilder text) => text.Append(Long(content), isWarning ? TextRole.Warning : TextRole.Plain).Append('\n');
}
