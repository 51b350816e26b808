using System.Text;

namespace KdmpTool.Notebooks;

/// <summary>The .dib format: text in which a line such as <c>#!csharp</c> or <c>#!markdown</c> begins a cell.</summary>
internal static class DibFormat
{
    private const string Meta = "meta";

    /// <summary>Names that begin a cell; any other <c>#!</c> line is a command inside one.</summary>
    private static readonly Dictionary<string, string> s_languages = new()
    {
        ["csharp"] = NotebookCell.CSharp,
        ["c#"] = NotebookCell.CSharp,
        ["markdown"] = NotebookCell.Markdown,
        [Meta] = Meta,
        ["fsharp"] = "fsharp",
        ["f#"] = "fsharp",
        ["pwsh"] = "pwsh",
        ["powershell"] = "pwsh",
        ["javascript"] = "javascript",
        ["js"] = "javascript",
        ["html"] = "html",
        ["sql"] = "sql",
        ["kql"] = "kql",
        ["mermaid"] = "mermaid",
        ["http"] = "http",
        ["value"] = "value",
    };

    public static Notebook Read(string text)
    {
        var cells = new List<NotebookCell>();
        var source = new StringBuilder();
        string language = NotebookCell.CSharp;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("#!", StringComparison.Ordinal) && s_languages.TryGetValue(line[2..].Trim(), out string? next))
            {
                Add(cells, language, source);
                language = next;
            }
            else
            {
                source.Append(line).Append('\n');
            }
        }

        Add(cells, language, source);
        return new(cells);
    }

    private static void Add(List<NotebookCell> cells, string language, StringBuilder source)
    {
        string text = source.ToString().Trim('\n');
        source.Clear();
        if (language != Meta && text.Length > 0)
            cells.Add(new(language, text));
    }
}
