using System.Text.RegularExpressions;
using KdmpInteractive.Rendering;
using Markdig;

namespace KdmpTool.Notebooks;

/// <summary>
/// A notebook's prose as HTML. Tags in it are text, as sentences of a report can hold names out of a dump; the one exception are the two
/// lines that fold an answer away, which every front end knows: <c>&lt;details&gt;&lt;summary&gt;Answer&lt;/summary&gt;</c> and <c>&lt;/details&gt;</c>.
/// </summary>
internal static partial class MarkdownHtml
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static string Of(string markdown)
    {
        string[] parts = Folded().Split(markdown);

        // What stands between two folds, a summary, what it folds away, and so on.
        var html = new HtmlBuilder();
        for (int i = 0; i < parts.Length; i += 3)
        {
            html.AppendMarkup(Html(parts[i]));
            if (i + 1 == parts.Length)
                break;
            html.Append($"<details><summary>{parts[i + 1].Trim()}</summary>\n");
            html.AppendMarkup(Html(parts[i + 2]) + "</details>\n");
        }

        return html.ToString();
    }

    public static string Text(string markdown) => Markdown.ToPlainText(markdown, s_pipeline).Trim();

    /// <summary>Code that is wider than the page can be scrolled, so it can be reached with the keyboard.</summary>
    private static string Html(string markdown) => Markdown.ToHtml(markdown, s_pipeline).Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal);

    [GeneratedRegex("^<details><summary>(.*?)</summary>$(.*?)^</details>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Folded();
}
