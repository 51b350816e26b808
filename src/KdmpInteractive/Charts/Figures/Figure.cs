namespace KdmpInteractive.Charts.Figures;

/// <summary>What a chart says, without a charting library: the picture, the table and the strip of characters are made from it.</summary>
/// <param name="Title">One line.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Drawing">What is drawn.</param>
internal sealed record Figure(string Title, FigureAxis X, FigureAxis Y, Drawing Drawing)
{
    /// <summary>Values that the picture leaves out.</summary>
    public Listing? Others { get; init; }

    /// <summary>What the picture does not show as it was meant: sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
