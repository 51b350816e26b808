using System.Text.Json.Nodes;

namespace Notebooks.Tests.Comparing;

/// <summary>A code cell of an .ipynb document, and what it shows.</summary>
/// <param name="Number">Counted from 1 over all cells.</param>
/// <param name="Source">The code.</param>
/// <param name="Outputs">What it shows, in order.</param>
internal sealed record ShownCell(int Number, string Source, IReadOnlyList<ShownOutput> Outputs)
{
    /// <summary>How a failing test names it.</summary>
    public string Title => $"cell {Number}, {Source.Split('\n')[0]}";

    public static IReadOnlyList<ShownCell> ReadAll(string document) =>
    [
        .. JsonNode.Parse(document)!["cells"]!.AsArray()
            .Select((cell, index) => (Cell: cell!, Number: index + 1))
            .Where(numbered => (string?)numbered.Cell["cell_type"] == "code")
            .Select(numbered => new ShownCell(
                numbered.Number, ShownOutput.TextOf(numbered.Cell["source"]), [.. numbered.Cell["outputs"]!.AsArray().Select(output => ShownOutput.Read(output!))])),
    ];
}
