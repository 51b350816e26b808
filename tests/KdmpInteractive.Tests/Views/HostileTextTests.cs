using System.Text;
using KdmpInteractive.Commands;
using KdmpInteractive.Formatting;
using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;
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

    [Fact]
    public void Names_of_modules_and_processes_never_become_markup()
    {
        using var stream = new MemoryStream();
        using (KernelDump sample = KdmpSample.Open())
        {
            new KernelDumpWriter { Header = sample.Header, Context = sample.Context, Pages = sample.ToPageSource() }.Write(stream);
        }

        byte[] bytes = stream.ToArray();
        Replace(bytes, Encoding.Unicode.GetBytes("kdmpdemo.sys"), Encoding.Unicode.GetBytes("<b>demo</b>\u001b"));
        Replace(bytes, "kdmpsample.exe"u8, "<i>sample</i>\u001b"u8);
        using KernelDump dump = KernelDump.Open(bytes, "hostile");
        Assert.Equal("<b>demo</b>\u001b", dump.KernelModules[1].Name);
        Assert.Equal("<i>sample</i>\u001b", dump.Processes[^1].Name);
        foreach (object list in (object[])[dump.KernelModules, dump.Processes])
        {
            string html = list.ToDisplayString("text/html");
            Assert.Contains("&lt;", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', list.ToDisplayString("text/plain"));
        }

        Assert.DoesNotContain('\u001b', Assert.Throws<CommandException>(() => AddressExpression.Evaluate("<b>demo</b>", dump)).Message);
    }

    [Fact]
    public void Text_of_a_dump_is_encoded_in_every_place_of_a_view()
    {
        const string Hostile = "\"><script>alert(1)</script>\u202e";
        Register register = new("rip", 1, 64);
        var view = new View(
            Hostile,
            new Paragraph(Hostile),
            new FieldList((Hostile, Hostile)),
            new PlainLines(Hostile),
            new Details(Hostile, new Paragraph(Hostile)),
            new DataTable([Hostile], [[Hostile]], caption: Hostile),
            new DataTable([Hostile], [[Hostile]]),
            new RegisterTable([register with { Name = Hostile }], 3, _ => Hostile),
            new RegisterNames([register with { Name = Hostile }], _ => Hostile),
            new HexDump([new(0, false, 8, [.. "<script>"u8], null)]),
            new HexDump([new(0, false, 8, [.. "<script>"u8], null)], HexUnit.Pointers, _ => Hostile));
        Assert.DoesNotContain("<script", view.ToHtml(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202e', view.ToHtml());
        Assert.DoesNotContain("202E;", view.ToHtml(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202e', view.ToText());
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

    private static void Replace(Span<byte> bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        for (int at; (at = bytes.IndexOf(old)) >= 0;)
            replacement.CopyTo(bytes[at..]);
    }

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
