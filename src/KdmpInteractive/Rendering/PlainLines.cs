namespace KdmpInteractive.Rendering;

/// <summary>Lines whose spacing matters, such as flags as WinDbg prints them.</summary>
/// <param name="lines">The lines.</param>
public sealed class PlainLines(params IReadOnlyList<string> lines) : Block
{
    internal override void WriteHtml(HtmlBuilder html)
    {
        html.Append($"<pre tabindex=\"0\">");
        for (int i = 0; i < lines.Count; i++)
        {
            html.AppendMarkup(i == 0 ? "" : "\n");
            html.Append($"{Long(lines[i])}");
        }

        html.Append($"</pre>");
    }

    internal override void WriteText(TextBuilder text)
    {
        foreach (string line in lines)
            text.Append(Long(line)).Append('\n');
    }
}
