namespace KdmpTool.Notebooks;

/// <summary>A cell: what was written in it, and what running it showed.</summary>
/// <param name="language"><c>csharp</c>, <c>markdown</c>, or the name of a language that only the real host runs.</param>
/// <param name="source">The text, lines ended by line feeds.</param>
internal sealed class NotebookCell(string language, string source)
{
    public const string CSharp = "csharp";
    public const string Markdown = "markdown";

    public string Language { get; } = language;

    public string Source { get; } = source;

    public bool IsMarkdown => Language == Markdown;

    /// <summary>What the cell showed when it ran; empty before.</summary>
    public List<CellOutput> Outputs { get; } = [];
}
