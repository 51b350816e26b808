namespace KdmpInteractive.Charts.Figures;

/// <summary>Points that belong together.</summary>
/// <param name="Name">May be empty.</param>
/// <param name="X">Numbers as the axis means them; <see langword="null"/> where there is none, which is a gap in the line.</param>
/// <param name="Y">The same for the vertical axis; as many.</param>
internal sealed record PointSeries(string Name, IReadOnlyList<double?> X, IReadOnlyList<double?> Y)
{
    public bool HasLine { get; init; }

    public bool HasMarkers { get; init; }

    /// <summary>What is said about each point where a pointer rests on it; empty where nothing is.</summary>
    public IReadOnlyList<string> Hover { get; init; } = [];
}
