namespace KdmpInteractive.Charts.Figures;

/// <summary>Cells in rows, such as a heat map.</summary>
/// <param name="Rows">Names of the rows, from the top on.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Cells">Values, row by row; <see langword="null"/> where there is none.</param>
/// <param name="Scale">What the values mean.</param>
internal sealed record Grid(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<double?> Cells, Scale Scale) : Drawing
{
    /// <summary>What is said about each cell where a pointer rests on it; empty where nothing is.</summary>
    public IReadOnlyList<string> Hover { get; init; } = [];

    public double? this[int row, int column] => Cells[row * Columns.Count + column];
}
