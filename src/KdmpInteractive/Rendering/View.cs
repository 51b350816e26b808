namespace KdmpInteractive.Rendering;

/// <summary>
/// How an object is shown: a title and parts, as HTML and as its plain-text twin. Depends on no host and no formatting library.
/// The HTML stands on its own, has no scripts unless a chart is in it, fetches nothing, and inherits the page's colours.
/// </summary>
/// <param name="title">One line: what is shown. May be empty.</param>
/// <param name="blocks">The parts, in order.</param>
public sealed class View(string title, params IReadOnlyList<Block> blocks)
{
    /// <summary>One line: what is shown.</summary>
    public string Title { get; } = title;

    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<Block> Blocks { get; } = blocks;

    /// <summary>How much of it is shown.</summary>
    public OutputLimits Limits { get; init; } = OutputLimits.Default;

    /// <summary>A fragment of HTML to be put into a page.</summary>
    public string ToHtml()
    {
        Arrange();
        var html = new HtmlBuilder();
        html.Append($"<figure class=\"kdmp\"><style>");
        html.AppendMarkup(Stylesheet.Css);
        html.Append($"</style>");
        if (Title.Length > 0)
            html.Append($"<figcaption>{VisibleText.Of(Title, Limits.CellCharacters)}</figcaption>");
        foreach (Block block in Blocks)
            block.WriteHtml(html);
        html.Append($"</figure>");
        return html.ToString();
    }

    /// <summary>Lines for a file or a log, laid out as WinDbg lays them out; each ends with a line feed.</summary>
    public string ToText() => ToText(isColored: false);

    /// <summary>The same for a terminal: with the escape sequences that give it colours.</summary>
    public string ToTerminalText() => ToText(isColored: true);

    /// <summary>The same as <see cref="ToText()"/>.</summary>
    public override string ToString() => ToText();

    private string ToText(bool isColored)
    {
        Arrange();
        var text = new TextBuilder(isColored);
        if (Title.Length > 0)
            text.Append(VisibleText.Of(Title, Limits.CellCharacters), TextRole.Heading).Append('\n');
        foreach (Block block in Blocks)
            block.WriteText(text);
        return text.ToString();
    }

    private void Arrange()
    {
        Block[] parts = [.. Blocks.SelectMany(block => block.Parts)];
        foreach (Block part in parts)
            part.Limits = Limits;
        RowBlock[] tables = [.. parts.OfType<RowBlock>()];
        if (tables.Length > 0)
            RowBudget.Share(tables, Limits.HtmlCharacters);
    }
}
