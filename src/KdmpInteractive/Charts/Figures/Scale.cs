using System.Globalization;

namespace KdmpInteractive.Charts.Figures;

/// <summary>What the values of cells mean: amounts between two ends, or places in a list of categories.</summary>
/// <param name="Title">What is measured, with its unit.</param>
/// <param name="Minimum">The value of an empty cell.</param>
/// <param name="Maximum">The value of a full one.</param>
internal sealed record Scale(string Title, double Minimum, double Maximum)
{
    /// <summary>Steps of fullness above the empty one.</summary>
    public const int Levels = 4;

    /// <summary>Stands where there is no value.</summary>
    public const char Nothing = '_';

    private const string Characters = ".:-+#";

    /// <summary>The categories that the values 0, 1, 2 and so on stand for; empty for amounts.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>A scale of categories.</summary>
    public static Scale Of(string title, params IReadOnlyList<Category> categories) => new(title, 0, Math.Max(1, categories.Count - 1)) { Categories = categories };

    /// <summary>How full a cell is, in steps: 0 at the minimum, and only there.</summary>
    public int Level(double value) => Maximum > Minimum ? (int)Math.Clamp(Math.Ceiling(Levels * ((value - Minimum) / (Maximum - Minimum))), 0, Levels) : 0;

    /// <summary>The category that a value stands for, or <see langword="null"/>.</summary>
    public Category? CategoryOf(double value) => value >= 0 && value < Categories.Count && value == Math.Floor(value) ? Categories[(int)value] : null;

    /// <summary>A value as one character.</summary>
    public char Character(double? value) => value is not { } known ? Nothing : Categories.Count == 0 ? Characters[Level(known)] : CategoryOf(known)?.Mark ?? Nothing;

    /// <summary>What the characters mean, in their order.</summary>
    public IEnumerable<(char Character, string Meaning)> Legend() => Categories.Count > 0
        ? Categories.Select(category => (category.Mark, category.Name))
        : Enumerable.Range(0, Maximum > Minimum ? Levels + 1 : 1).Select(level => (Characters[level], Meaning(level)));

    /// <summary>A value as it is written in a table.</summary>
    public string Text(double value) => Categories.Count == 0 ? Number(value) : CategoryOf(value)?.Name ?? Number(value);

    public static string Number(double value) => Math.Abs(value) < 1e15 && value == Math.Floor(value)
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("G6", CultureInfo.InvariantCulture);

    private string Meaning(int level) => level == 0 ? Number(Minimum) : $"to {Number(Minimum + (Maximum - Minimum) * level / Levels)}";
}
