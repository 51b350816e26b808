using KdmpInteractive.Charts;
using KdmpInteractive.Rendering;

namespace KdmpTool.Notebooks;

/// <summary>An executed notebook as one page: charts interactive, plotly.js embedded once, nothing fetched, ever.</summary>
internal static class HtmlPage
{
    /// <summary>Nothing may be loaded from anywhere; styles are those in the page.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>For a page that has scripts. In any other page nothing runs at all.</summary>
    private const string ScriptPolicy = "; script-src 'unsafe-inline'";

    private const string Style = """
        :root { color-scheme: light dark; background: Canvas; color: CanvasText; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
        a { color: light-dark(#0550ae, #8ab4f8); }
        pre, code { font-family: ui-monospace, Consolas, Menlo, 'DejaVu Sans Mono', monospace; font-size: .9em; }
        pre { overflow-x: auto; }
        pre.code { border-left: 3px solid #2f7ed8; padding: .4rem .8rem; background: color-mix(in srgb, currentColor 6%, transparent); }
        @media (forced-colors: active) { pre.code, .kdmp .h { background: Canvas; } a { color: LinkText; } }
        pre.error { border-left: 3px solid #c0392b; padding: .4rem .8rem; white-space: pre-wrap; }
        main > table, main > details > table { border-collapse: collapse; }
        main > table :is(th, td), main > details > table :is(th, td) { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
        .output { margin: 0 0 1.5rem; }
        """;

    public static string Of(Notebook notebook)
    {
        var body = new HtmlBuilder();
        foreach (NotebookCell cell in notebook.Cells)
            Write(body, cell);

        return Of(Title(notebook), body.ToString());
    }

    /// <summary>A page around HTML that was made here.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">What is in it.</param>
    public static string Of(string title, string content)
    {
        string plotly = NeedsPlotly(content) ? $"<script>{PlotlyScript.Source}</script>\n" : "";
        string scripts = content.Contains("<script", StringComparison.OrdinalIgnoreCase) ? ScriptPolicy : "";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}{scripts}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{HtmlBuilder.Encode(title)}</title>
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

    /// <summary>Text of a dump can hold the words of the markers, but neither their quotation marks nor their angle brackets: those are encoded.</summary>
    private static bool NeedsPlotly(string content) =>
        content.Contains($"<div {InteractiveFigure.Marker}=\"", StringComparison.Ordinal) && !content.Contains($"<script {PlotlyScript.Marker}>", StringComparison.Ordinal);

    private static void Write(HtmlBuilder body, NotebookCell cell)
    {
        if (cell.IsMarkdown)
        {
            body.AppendMarkup(MarkdownHtml.Of(cell.Source));
            return;
        }

        body.Append($"<pre class=\"code\" tabindex=\"0\"><code>");
        body.AppendLines(cell.Source);
        body.Append($"</code></pre>\n");
        foreach (CellOutput output in cell.Outputs)
        {
            body.Append($"<div class=\"output\">");
            Write(body, output);
            body.Append($"</div>\n");
        }
    }

    private static void Write(HtmlBuilder body, CellOutput output)
    {
        if (output is CellOutput.Display { Html: { } html })
        {
            body.AppendMarkup(html);
            return;
        }

        body.AppendMarkup(output is CellOutput.Error ? "<pre class=\"error\" tabindex=\"0\">" : "<pre tabindex=\"0\">");
        body.AppendLines(output switch
        {
            CellOutput.Display display => display.Text,
            CellOutput.Stream stream => stream.Text,
            CellOutput.Error error => $"{error.Name}: {error.Message}",
            _ => "",
        });
        body.Append($"</pre>");
    }

    /// <summary>The first heading.</summary>
    private static string Title(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal)) is { } heading
            ? MarkdownHtml.Text(heading)
            : "Notebook";
}
