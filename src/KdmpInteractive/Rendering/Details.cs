namespace KdmpInteractive.Rendering;

/// <summary>Something that is folded away in HTML until it is asked for. Plain text shows it like anything else.</summary>
/// <param name="summary">The line that stays visible.</param>
/// <param name="blocks">What is folded.</param>
public sealed class Details(string summary, params IReadOnlyList<Block> blocks) : Block
{
    internal override IEnumerable<Block> Parts => [this, .. blocks.SelectMany(block => block.Parts)];

    internal override void WriteHtml(HtmlBuilder html)
    {
        html.Append($"<details><summary>{Long(summary)}</summary>");
        foreach (Block block in blocks)
            block.WriteHtml(html);
        html.Append($"</details>");
    }

    internal override void WriteText(TextBuilder text)
    {
        text.Append(Long(summary), TextRole.Heading).Append(":\n");
        foreach (Block block in blocks)
            block.WriteText(text);
    }
}
