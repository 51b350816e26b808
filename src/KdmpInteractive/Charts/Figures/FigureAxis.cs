namespace KdmpInteractive.Charts.Figures;

/// <summary>An axis: its title, with the unit in parentheses, and how its numbers are written.</summary>
/// <param name="Title">May be empty.</param>
/// <param name="Kind">How its numbers are meant.</param>
internal sealed record FigureAxis(string Title, AxisKind Kind = AxisKind.Linear)
{
    /// <summary>The names that stand for the numbers 0, 1, 2 and so on, of a <see cref="AxisKind.Category"/> axis.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>What the axis shows at least, wherever the values are.</summary>
    public (double Minimum, double Maximum)? Range { get; init; }
}
