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
            html.AppendMarkup(Markdown.ToHtml(parts[i], s_pipeline));
            if (i + 1 == parts.Length)
                break;
            html.Append($"<details><summary>{parts[i + 1].Trim()}</summary>\n");
            html.AppendMarkup(Markdown.ToHtml(parts[i + 2], s_pipeline) + "</details>\n");
        }

        return html.ToString();
    }

    public static string Text(string markdown) => Markdown.ToPlainText(markdown, s_pipeline).Trim();

    [GeneratedRegex("^<details><summary>(.*?)</summary>$(.*?)^</details>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Folded();
}
