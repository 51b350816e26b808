using System.Net;
using System.Text;
using KdmpInteractive.Charts;
using Markdig;

namespace KdmpTool.Notebooks;

/// <summary>An executed notebook as one page: charts interactive, plotly.js embedded once, nothing fetched, ever.</summary>
internal static class HtmlPage
{
    /// <summary>Nothing may be loaded from anywhere; scripts and styles are those in the page.</summary>
    private const string Policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
        pre, code { font-family: ui-monospace, Consolas, Menlo, 'DejaVu Sans Mono', monospace; font-size: .9em; }
        pre { overflow-x: auto; }
        pre.code { border-left: 3px solid #2f7ed8; padding: .4rem .8rem; background: color-mix(in srgb, currentColor 6%, transparent); }
        @media (forced-colors: active) { pre.code { background: Canvas; } }
        pre.error { border-left: 3px solid #c0392b; padding: .4rem .8rem; white-space: pre-wrap; }
        .output { margin: 0 0 1.5rem; }
        """;

    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static string Of(Notebook notebook)
    {
        var body = new StringBuilder();
        foreach (NotebookCell cell in notebook.Cells)
            Write(body, cell);

        return Of(Title(notebook), body.ToString());
    }

    /// <summary>A page around HTML that was made here.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">What is in it.</param>
    public static string Of(string title, string content)
    {
        bool needsPlotly = content.Contains(InteractiveFigure.Marker, StringComparison.Ordinal) && !content.Contains(PlotlyScript.Marker, StringComparison.Ordinal);
        string plotly = needsPlotly ? $"<script>{PlotlyScript.Source}</script>\n" : "";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>
            {Style}
            </style>
            {plotly}</head>
            <body>
            <main>
            {content}</main>
            </body>
            </html>

            """;
    }

    private static void Write(StringBuilder body, NotebookCell cell)
    {
        if (cell.IsMarkdown)
        {
            body.Append(Markdown.ToHtml(cell.Source, s_markdown));
            return;
        }

        body.Append("<pre class=\"code\" tabindex=\"0\"><code>").Append(WebUtility.HtmlEncode(cell.Source)).Append("</code></pre>\n");
        foreach (CellOutput output in cell.Outputs)
            body.Append("<div class=\"output\">").Append(Html(output)).Append("</div>\n");
    }

    private static string Html(CellOutput output) => output switch
    {
        CellOutput.Display { Html: { } html } => html,
        CellOutput.Display display => $"<pre>{WebUtility.HtmlEncode(display.Text)}</pre>",
        CellOutput.Stream stream => $"<pre>{WebUtility.HtmlEncode(stream.Text)}</pre>",
        CellOutput.Error error => $"<pre class=\"error\">{WebUtility.HtmlEncode($"{error.Name}: {error.Message}")}</pre>",
        _ => "",
    };

    /// <summary>The first heading.</summary>
    private static string Title(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal)) is { } heading
            ? Markdown.ToPlainText(heading, s_markdown).Trim()
            : "Notebook";
}
