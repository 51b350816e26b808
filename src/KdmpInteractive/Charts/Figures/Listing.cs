namespace KdmpInteractive.Charts.Figures;

/// <summary>Values of which no picture is known, by name.</summary>
/// <param name="Columns">Lists of any length.</param>
internal sealed record Listing(IReadOnlyList<(string Name, IReadOnlyList<string?> Values)> Columns) : Drawing;
