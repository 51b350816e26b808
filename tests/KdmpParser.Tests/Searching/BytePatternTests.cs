namespace KdmpParser.Tests.Searching;

public class BytePatternTests
{
    [Theory]
    [InlineData("48 8b ?? c3", "48 8b ?? c3")]
    [InlineData("488b??c3", "48 8b ?? c3")]
    [InlineData("488B C3", "48 8b c3")]
    [InlineData("0x48 0x8b", "48 8b")]
    [InlineData("0x48,0X8B, 0xc3", "48 8b c3")]
    [InlineData("0x488bc3", "48 8b c3")]
    [InlineData("4? ?f", "4? ?f")]
    [InlineData("E8 ? ? ? ? 90", "e8 ?? ?? ?? ?? 90")]
    [InlineData("\t48\n", "48")]
    [InlineData("?? 01 ??", "?? 01 ??")]
    public void A_pattern_has_two_digits_for_each_byte(string text, string expected) => Assert.Equal(expected, BytePattern.Parse(text).ToString());

    [Theory]
    [InlineData("48 8g", "'g' at character 5 is neither")]
    [InlineData("g8", "'g' at character 1 is neither")]
    [InlineData("48 8", "'8' at character 4 stands alone")]
    [InlineData("488", "'8' at character 3 stands alone")]
    [InlineData("48??c", "'c' at character 5 stands alone")]
    [InlineData("48???", "'?' at character 5 stands alone")]
    [InlineData("0x 48", "'0' at character 1 begins a byte without digits")]
    [InlineData("48 0x0x", "'x' at character 7 is neither")]
    [InlineData("48-8b", "'-' at character 3 is neither")]
    [InlineData("48 \u202e8", "U+202E at character 4 is neither")]
    [InlineData("\"48\"", "'\"' at character 1 is neither")]
    public void A_wrong_character_is_named_with_its_place(string text, string expected)
    {
        Assert.False(BytePattern.TryParse(text, out BytePattern? pattern, out string? error));
        Assert.Null(pattern);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.Equal(error, Assert.Throws<FormatException>(() => BytePattern.Parse(text)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("??")]
    [InlineData("? ?? ????")]
    public void A_pattern_without_a_digit_is_refused(string text)
    {
        Assert.False(BytePattern.TryParse(text, out _, out string? error));
        Assert.StartsWith("A pattern needs at least one", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_may_be_as_long_as_a_page()
    {
        Assert.Equal(4096, BytePattern.Parse(string.Concat(Enumerable.Repeat("a1", 4096))).Length);
        Assert.False(BytePattern.TryParse(string.Concat(Enumerable.Repeat("a1", 4097)), out _, out string? error));
        Assert.Equal("'a' at character 8193 is too much: a pattern has at most 4096 bytes.", error);
        Assert.Equal(4096, BytePattern.FromBytes(new byte[4096]).Length);
        Assert.Throws<ArgumentException>(() => BytePattern.FromBytes(new byte[4097]));
        Assert.Throws<ArgumentException>(() => BytePattern.FromBytes([]));
    }

    [Fact]
    public void Text_is_taken_as_utf_8_or_as_utf_16()
    {
        Assert.Equal("4e 74 c3 bc", BytePattern.FromText("Nt\u00fc").ToString());
        Assert.Equal("4e 00 74 00 fc 00 1f 20", BytePattern.FromUtf16("Nt\u00fc\u201f").ToString());
        Assert.Equal("00 d8", BytePattern.FromUtf16("\ud800").ToString());
        Assert.Throws<ArgumentException>(() => BytePattern.FromText(""));
        Assert.Throws<ArgumentException>(() => BytePattern.FromUtf16(""));
        Assert.ThrowsAny<ArgumentException>(() => BytePattern.FromText("\ud800"));
    }

    [Theory]
    [InlineData("22 33", 1)]
    [InlineData("11", 0)]
    [InlineData("44", 3)]
    [InlineData("?? 22", 0)]
    [InlineData("33 ??", 2)]
    [InlineData("44 ??", -1)]
    [InlineData("?? 11", -1)]
    [InlineData("?2 3?", 1)]
    [InlineData("4?", 3)]
    [InlineData("?4", 3)]
    [InlineData("1? ?? ?3", 0)]
    [InlineData("1? ?? ?4", -1)]
    [InlineData("?? ?? ?? 4?", 0)]
    [InlineData("?? ?? ?? ?? 44", -1)]
    [InlineData("11 22 33 44", 0)]
    [InlineData("11 22 33 45", -1)]
    public void A_wildcard_needs_a_byte_too(string pattern, int expected) =>
        Assert.Equal(expected, BytePattern.Parse(pattern).IndexIn([0x11, 0x22, 0x33, 0x44]));

    [Fact]
    public void A_match_is_about_the_first_bytes()
    {
        var pattern = BytePattern.Parse("4? ?8");
        Assert.True(pattern.HasWildcards);
        Assert.True(pattern.IsMatch([0x4f, 0xe8, 0]));
        Assert.False(pattern.IsMatch([0x4f, 0xe9]));
        Assert.False(pattern.IsMatch([0x4f]));
        Assert.False(BytePattern.FromText("a").HasWildcards);
    }
}
