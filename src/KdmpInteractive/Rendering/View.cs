using System.Text;

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

    /// <summary>A fragment of HTML to be put into a page.</summary>
    public string ToHtml()
    {
        var html = new HtmlBuilder();
        html.Append($"<figure class=\"kdmp\"><style>");
        html.AppendMarkup(Stylesheet.Css);
        html.Append($"</style>");
        if (Title.Length > 0)
            html.Append($"<figcaption>{Title}</figcaption>");
        foreach (Block block in Blocks)
            block.WriteHtml(html);
        html.Append($"</figure>");
        return html.ToString();
    }

    /// <summary>Lines for a terminal or a log, laid out as WinDbg lays them out; each ends with a line feed.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        if (Title.Length > 0)
            text.Append(VisibleText.Of(Title)).Append('\n');
        foreach (Block block in Blocks)
            block.WriteText(text);
        return text.ToString();
    }

    /// <summary>The same as <see cref="ToText"/>.</summary>
    public override string ToString() => ToText();
}
