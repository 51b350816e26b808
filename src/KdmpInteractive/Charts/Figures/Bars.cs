namespace KdmpInteractive.Charts.Figures;

/// <summary>Bars, one for each label and series.</summary>
/// <param name="Labels">What each group of bars is about.</param>
/// <param name="Series">Values for the labels.</param>
/// <param name="Horizontal">Whether the values are along the horizontal axis.</param>
internal sealed record Bars(IReadOnlyList<string> Labels, IReadOnlyList<BarSeries> Series, bool Horizontal) : Drawing;
