namespace KdmpInteractive.Charts.Figures;

/// <summary>The part of a <see cref="Figure"/> between its axes.</summary>
internal abstract record Drawing;
