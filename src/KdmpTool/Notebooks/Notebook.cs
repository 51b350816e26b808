using System.Text.Json.Nodes;

namespace KdmpTool.Notebooks;

/// <summary>A notebook: its cells, and the document that they came from when it is to be written again.</summary>
/// <param name="Cells">The cells, in order.</param>
/// <param name="Document">The .ipynb document, or <see langword="null"/>.</param>
internal sealed record Notebook(IReadOnlyList<NotebookCell> Cells, JsonObject? Document = null);
