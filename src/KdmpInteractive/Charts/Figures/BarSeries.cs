namespace KdmpInteractive.Charts.Figures;

/// <summary>One bar for each label.</summary>
/// <param name="Name">May be empty.</param>
/// <param name="Values">As many as there are labels; <see langword="null"/> where there is none.</param>
internal sealed record BarSeries(string Name, IReadOnlyList<double?> Values)
{
    /// <summary>What is written at each bar instead of its value; empty, or one for each.</summary>
    public IReadOnlyList<string?> Texts { get; init; } = [];

    /// <summary>What is written at a bar.</summary>
    public string Text(int label) => Values[label] is not { } value ? "" : label < Texts.Count && Texts[label] is { Length: > 0 } text ? text : Scale.Number(value);
}
