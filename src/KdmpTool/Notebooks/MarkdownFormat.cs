using System.Text;
using KdmpTool.Reports;

namespace KdmpTool.Notebooks;

/// <summary>An executed notebook as Markdown: its text as it is, its code and what that showed in blocks of plain text.</summary>
internal static class MarkdownFormat
{
    public static string Of(Notebook notebook)
    {
        var text = new StringBuilder();
        foreach (NotebookCell cell in notebook.Cells)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(cell.IsMarkdown ? cell.Source + "\n" : MarkdownText.Fenced(cell.Source, "csharp"));
            foreach (CellOutput output in cell.Outputs)
                text.Append('\n').Append(MarkdownText.Fenced(Shown(output), "text"));
        }

        return text.ToString();
    }

    private static string Shown(CellOutput output) => output switch
    {
        CellOutput.Display display => display.Text ?? "",
        CellOutput.Stream stream => stream.Text,
        CellOutput.Error error => $"{error.Name}: {error.Message}",
        _ => "",
    };
}
