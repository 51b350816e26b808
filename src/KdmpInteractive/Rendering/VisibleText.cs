using System.Buffers;
using System.Globalization;
using System.Text;

namespace KdmpInteractive.Rendering;

/// <summary>
/// Makes text from a dump safe to look at. Shown as escapes is what a terminal obeys (control characters), what reorders the text behind it
/// (bidirectional controls), what cannot be seen or looks like a space (two names that look alike are two names), marks that would cover
/// other lines, and lone surrogates.
/// </summary>
internal static class VisibleText
{
    /// <summary>Marks that one letter may carry: pointed Hebrew has up to three.</summary>
    private const int Marks = 3;

    /// <summary>Of <c>\u001b</c>.</summary>
    private const int EscapeLength = 6;

    /// <summary>The same for text that is cut where it is too long, with its length said.</summary>
    /// <param name="text">Text from anywhere.</param>
    /// <param name="maximum">Characters that may be shown, those of escapes among them.</param>
    public static string Of(string? text, int maximum) => Of(text, maximum, keepsLines: false);

    /// <summary>The text with escapes such as <c>\u001b</c> for what would mislead; empty for <see langword="null"/>.</summary>
    /// <param name="text">Text from anywhere.</param>
    public static string Of(string? text) => Of(text, int.MaxValue, keepsLines: false);

    /// <summary>The same for text of several lines: line feeds and tabs stay.</summary>
    public static string OfLines(string? text) => Of(text, int.MaxValue, keepsLines: true);

    private static string Of(string? text, int maximum, bool keepsLines)
    {
        if (string.IsNullOrEmpty(text) || (text.Length <= maximum && IsHarmless(text)))
            return text ?? "";

        var visible = new StringBuilder(Math.Min(text.Length, maximum) + 16);
        int room = 0;
        for (int i = 0, length; i < text.Length; i += length)
        {
            bool isWhole = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out length) == OperationStatus.Done;
            bool isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            bool isShown = isWhole && (isMark ? room > 0 && !IsInvisible(rune.Value) : !MustEscape(rune) || (keepsLines && rune.Value is '\n' or '\t'));
            if (visible.Length + (isShown ? length : length * EscapeLength) > maximum)
                return visible.Append(CultureInfo.InvariantCulture, $"\u2026 ({text.Length:N0} characters)").ToString();
            if (isShown)
                visible.Append(text, i, length);
            else
                Escape(visible, text.AsSpan(i, length));

            // On anything but a letter, a mark would change what stands before the text, or a sign that means something.
            room = !isShown ? 0 : isMark ? room - 1 : CarriesMarks(rune) ? Marks : 0;
        }

        return visible.ToString();
    }

    private static bool CarriesMarks(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark;

    private static void Escape(StringBuilder visible, ReadOnlySpan<char> characters)
    {
        foreach (char c in characters)
            visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
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

    private static bool MustEscape(Rune rune) => IsInvisible(rune.Value) || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => true,
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        _ => false,
    };

    /// <summary>
    /// Letters, symbols and marks without a picture: Default_Ignorable_Code_Point (DerivedCoreProperties.txt of Unicode) where the category does
    /// not tell, and the empty Braille pattern.
    /// </summary>
    private static bool IsInvisible(int value) => value is 0x034f or 0x115f or 0x1160 or 0x17b4 or 0x17b5 or (>= 0x180b and <= 0x180f) or 0x2800
        or 0x3164 or (>= 0xfe00 and <= 0xfe0f) or 0xffa0 or (>= 0xe0100 and <= 0xe01ef);
}
