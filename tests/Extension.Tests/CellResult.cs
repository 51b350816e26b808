namespace Extension.Tests;

/// <summary>What became of a cell.</summary>
/// <param name="Outputs">What it showed, in order.</param>
/// <param name="Error">What the host says where the cell failed.</param>
public sealed record CellResult(IReadOnlyList<CellOutput> Outputs, string? Error);
