namespace KdmpInteractive.Charts.Figures;

/// <summary>Points and the lines between them.</summary>
/// <param name="Series">Each with its own line.</param>
internal sealed record Points(IReadOnlyList<PointSeries> Series) : Drawing;
