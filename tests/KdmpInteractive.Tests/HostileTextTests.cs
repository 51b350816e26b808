using KdmpInteractive.Formatting;
using KdmpParser;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpInteractive.Tests;

public class HostileTextTests
{
    public HostileTextTests() => KdmpFormatters.Register();

    private static DumpHeader Header(string comment) => new()
    {
        Type = DumpType.Full,
        Machine = MachineType.X64,
        MajorVersion = 15,
        Build = 19041,
        Comment = comment,
        VersionUser = comment,
    };

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("\"><img src=x onerror=alert(1)>", "<img")]
    [InlineData("</td></table><b>", "<b>")]
    public void Markup_in_a_dump_never_becomes_markup(string comment, string markup)
    {
        string html = Header(comment).ToDisplayString("text/html");
        Assert.DoesNotContain(markup, html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u001b[2J", "\\u001b[2J")]
    [InlineData("a\u202eb", "a\\u202eb")]
    [InlineData("a\nb", "a\\u000ab")]
    [InlineData("\u009bx", "\\u009bx")]
    public void Characters_that_a_terminal_or_a_reader_would_obey_are_shown_as_escapes(string comment, string visible) =>
        IsShownAs(comment, visible);

    // Not as data of the theory: attributes are stored as UTF-8, which has no lone surrogates.
    [Fact]
    public void A_lone_surrogate_is_shown_as_an_escape() => IsShownAs("a\ud800b", "a\\ud800b");

    [Fact]
    public void A_pair_of_surrogates_stays_a_character() => IsShownAs("a\u202e\ud83d\ude00", "a\\u202e\ud83d\ude00");

    private static void IsShownAs(string comment, string visible)
    {
        foreach (string mimeType in (string[])["text/plain", "text/html"])
        {
            string shown = Header(comment).ToDisplayString(mimeType);
            Assert.DoesNotContain(comment, shown, StringComparison.Ordinal);
            Assert.Contains(visible, System.Net.WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        }
    }
}
