namespace KdmpInteractive.Charts.Figures;

/// <summary>One of a few kinds of cells. The mark tells it apart without colour.</summary>
/// <param name="Mark">The character that stands for it.</param>
/// <param name="Name">What it is.</param>
/// <param name="Color">As in <c>#56b4e9</c>.</param>
internal sealed record Category(char Mark, string Name, string Color)
{
    /// <summary>The mark of a kind that must be seen: where several cells become one, it wins.</summary>
    public const char Alarm = '!';

    /// <summary>The mark and the name, as a legend has them.</summary>
    public string Label => $"{Mark} = {Name}";
}
