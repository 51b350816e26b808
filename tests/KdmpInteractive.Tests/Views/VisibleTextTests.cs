using System.Globalization;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Tests;

public class VisibleTextTests
{
    private const string Grave = "\u0300";

    [Fact]
    public void Every_character_is_shown_as_it_is_or_as_an_escape()
    {
        for (int value = 0; value <= 0x10ffff; value++)
        {
            if (value is >= 0xd800 and <= 0xdfff)
                continue;
            string character = char.ConvertFromUtf32(value), visible = VisibleText.Of("a" + character)[1..];
            if (visible != character)
                Assert.Equal(string.Concat(character.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"))), visible);
            else
                Assert.False(MustNotBeSeen(value), $"U+{value:x4}");
        }
    }

    [Theory]
    [InlineData("ntoskrnl.exe")]
    [InlineData(@"\SystemRoot\System32\drivers\a b.sys")]
    [InlineData("e\u0300\u0323\u00e9 \u4e2d\u6587 \u05e9\u05dc\u05d5\u05dd \u0e01\u0e33\u0e48 \u0928\u093f\u0902 \U0001f600")]
    public void Names_that_people_have_stay_as_they_are(string name) => Assert.Equal(name, VisibleText.Of(name));

    [Theory]
    [InlineData("Z" + Grave + Grave + Grave, "Z" + Grave + Grave + Grave)]
    [InlineData("Z" + Grave + Grave + Grave + Grave + Grave, "Z" + Grave + Grave + Grave + "\\u0300\\u0300")]
    [InlineData(Grave, "\\u0300")]
    [InlineData("a " + Grave, "a \\u0300")]
    [InlineData("\\" + Grave, "\\\\u0300")]
    [InlineData("\u200b" + Grave + "a" + Grave, "\\u200b\\u0300a" + Grave)]
    public void A_letter_carries_up_to_three_marks_and_nothing_else_carries_any(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcdef\u2026 (7 characters)")]
    [InlineData("\u001babcdef", 12, "\\u001babcdef")]
    [InlineData("\u001babcdef", 11, "\\u001babcde\u2026 (7 characters)")]
    [InlineData("ab\u001b\u001b", 10, "ab\\u001b\u2026 (4 characters)")]
    [InlineData("abc\U0001f600", 4, "abc\u2026 (5 characters)")]
    [InlineData("abc", 0, "\u2026 (3 characters)")]
    public void What_is_shown_of_a_long_text_has_room_for_its_escapes(string text, int maximum, string visible) =>
        Assert.Equal(visible, VisibleText.Of(text, maximum));

    [Fact]
    public void Lines_keep_their_line_feeds_and_tabs_alone() =>
        Assert.Equal("a\tb\nc\\u000d\nd\\u001b", VisibleText.OfLines("a\tb\nc\r\nd\u001b"));

    /// <summary>Controls, bidirectional controls, what Unicode calls ignorable, blanks but the space, private use, and no characters.</summary>
    private static bool MustNotBeSeen(int value) => value is < 0x20 or (>= 0x7f and <= 0xa0) or 0xad or 0x34f or 0x61c or 0x115f or 0x1160 or 0x1680 or 0x17b4 or 0x17b5
        or (>= 0x180b and <= 0x180f) or (>= 0x2000 and <= 0x200f) or (>= 0x2028 and <= 0x202f) or (>= 0x205f and <= 0x206f) or 0x2800 or 0x3000 or 0x3164
        or (>= 0xe000 and <= 0xf8ff) or (>= 0xfdd0 and <= 0xfdef) or (>= 0xfe00 and <= 0xfe0f) or 0xfeff or 0xffa0 or (>= 0xfff0 and <= 0xfffb)
        or (>= 0x1bca0 and <= 0x1bca3) or (>= 0x1d173 and <= 0x1d17a) or >= 0xe0000 || (value & 0xfffe) == 0xfffe;
}
