using KdmpInteractive.Rendering;

namespace KdmpInteractive;

/// <summary>
/// Says what a notebook thinks of its reader's answer. What is right is worked out from the open dump, so the same exercise can be set on
/// any dump.
/// </summary>
public static class Exercise
{
    private const string Open = "Not answered yet: put your answer in place of null, and run the cell again.";
    private const string Right = "Right.";
    private const string Wrong = "Not yet: that is another value.";

    /// <summary>Compares a number, an address, a truth value or one of an enumeration with the right one.</summary>
    /// <param name="answer">The reader's; <see langword="null"/> as long as there is none.</param>
    /// <param name="right">What it should be.</param>
    public static View Check<T>(T? answer, T right) where T : struct =>
        Say(answer is not { } given ? Open : EqualityComparer<T>.Default.Equals(given, right) ? Right : Wrong);

    /// <summary>Compares a name; upper and lower case are one, as in names of Windows.</summary>
    /// <param name="answer">The reader's; <see langword="null"/> as long as there is none.</param>
    /// <param name="right">What it should be.</param>
    public static View Check(string? answer, string right) =>
        Say(answer is null ? Open : answer.Trim().Equals(right, StringComparison.OrdinalIgnoreCase) ? Right : Wrong);

    private static View Say(string verdict) => new("", new Paragraph(verdict));
}
