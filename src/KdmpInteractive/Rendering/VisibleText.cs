using System.Globalization;
using System.Text;

namespace KdmpInteractive.Rendering;

/// <summary>
/// Makes text from a dump safe to look at: control characters (a terminal obeys them), bidirectional controls (they reorder what
/// follows) and lone surrogates are shown as escapes.
/// </summary>
internal static class VisibleText
{
    /// <summary>The same for text that is cut where it is too long, with its length said.</summary>
    public static string Of(string? text, int maximum)
    {
        if (text is null || text.Length <= maximum)
            return Of(text);
        int end = maximum > 0 && char.IsHighSurrogate(text[maximum - 1]) ? maximum - 1 : maximum;
        return string.Create(CultureInfo.InvariantCulture, $"{Of(text[..end])}\u2026 ({text.Length:N0} characters)");
    }

    /// <summary>The text with escapes such as <c>\u001b</c> for what a terminal would obey; empty for <see langword="null"/>.</summary>
    /// <param name="text">Text from anywhere.</param>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text) || IsHarmless(text))
            return text ?? "";

        var visible = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) && !MustEscape(text, i))
                visible.Append(text[i]).Append(text[++i]);
            else if (MustEscape(text, i))
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else
                visible.Append(text[i]);
        }

        return visible.ToString();
    }

    private static bool IsHarmless(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
                return false;
        }

        return true;
    }

    private static bool MustEscape(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
