using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KdmpTool.Tests.HostileText;

/// <summary>
/// What must not be in any output, said independently of the code that keeps it out: ranges from the charts of Unicode and ECMA-48, and the
/// elements and attributes that pages of this program consist of.
/// </summary>
internal static partial class Harmless
{
    /// <summary>Marks in a row that cover nothing but their letter.</summary>
    private const int Marks = 3;

    /// <summary>What a terminal obeys or a reader cannot see; a line feed is the one control that a text is made of.</summary>
    private static readonly (int First, int Last)[] s_obeyed =
    [
        (0x00, 0x09), (0x0b, 0x1f), (0x7f, 0x9f), (0xa0, 0xa0), (0xad, 0xad), (0x34f, 0x34f), (0x61c, 0x61c), (0x115f, 0x1160), (0x1680, 0x1680), (0x17b4, 0x17b5),
        (0x180b, 0x180f), (0x2000, 0x200f), (0x2028, 0x202f), (0x205f, 0x206f), (0x2800, 0x2800), (0x3000, 0x3000), (0x3164, 0x3164), (0xd800, 0xf8ff), (0xfdd0, 0xfdef),
        (0xfe00, 0xfe0f), (0xfeff, 0xfeff), (0xffa0, 0xffa0), (0xfff0, 0xfffb), (0xfffe, 0xffff), (0xe0000, 0x10ffff),
    ];

    private static readonly HashSet<string> s_elements =
    [
        "!doctype", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "em", "strong", "code", "ul", "li", "pre", "div", "span", "b", "u",
        "figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "img", "script",
        "svg", "g", "text", "tspan", "path", "rect", "line", "polyline", "desc",
    ];

    private static readonly HashSet<string> s_attributes =
    [
        "html", "lang", "charset", "http-equiv", "content", "name", "class", "tabindex", "role", "aria-label", "scope", "open", "src", "alt",
        "width", "height", "id", "data-kdmp-chart", "data-kdmp-plotly",
        "xmlns", "viewbox", "x", "y", "x1", "x2", "y1", "y2", "rx", "d", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "points", "text-anchor", "transform", "font-size", "style",
        "title", "font-family", "font-weight", "preserveaspectratio", "fill-rule",
    ];

    /// <summary>Plain text, for a file or a pipe.</summary>
    public static void IsText(string text)
    {
        int marks = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is >= ' ' and <= '~')
            {
                marks = 0;
                continue;
            }

            int value = char.IsSurrogatePair(text, i) ? char.ConvertToUtf32(text, i++) : text[i];
            marks = value >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(value) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > Marks || s_obeyed.Any(range => value >= range.First && value <= range.Last))
                Assert.Fail($"U+{value:x4} in ...{Around(text, i)}...");
        }
    }

    /// <summary>Text for a terminal: the same, with the colours that the program itself writes.</summary>
    public static void IsTerminalText(string text) => IsText(Colours().Replace(text, ""));

    /// <summary>Markup that consists of known elements and attributes, whose texts are harmless too. The cheap check, where there is no browser.</summary>
    /// <returns>The text that a reader sees.</returns>
    public static string IsMarkup(string html)
    {
        var shown = new StringBuilder();
        for (int at = 0; at < html.Length;)
        {
            if (html[at] != '<')
            {
                int end = html.IndexOf('<', at);
                string text = html[at..(end < 0 ? html.Length : end)];
                Assert.DoesNotContain('>', text);
                Append(shown, text);
                at += text.Length;
                continue;
            }

            Match tag = Tag().Match(html, at);
            Assert.True(tag.Success, $"A tag that is none: {Around(html, at)}");
            string name = tag.Groups["name"].Value.ToLowerInvariant();
            Assert.True(s_elements.Contains(name), $"<{name}> in {Around(html, at)}");
            for (int i = 0; i < tag.Groups["attribute"].Captures.Count; i++)
                IsAttribute(tag.Groups["attribute"].Captures[i].Value);
            at += tag.Length;
            if (name is "style" or "script" && !tag.Value.StartsWith("</", StringComparison.Ordinal))
            {
                int end = html.IndexOf($"</{name}>", at, StringComparison.OrdinalIgnoreCase);
                IsOwn(name, html[at..end]);
                at = end;
            }
        }

        return shown.ToString();
    }

    /// <summary>Styles and scripts are the program's own.</summary>
    private static void IsOwn(string element, string content)
    {
        Assert.Matches(element == "style" ? @"\A\s*(\.kdmp|:root|text)\b" : @"\A\(function\(id,figure\)|plotly\.js v2|\A\(function\(\)\{var define", content[..Math.Min(200, content.Length)]);
        Assert.DoesNotContain("alert", content.Length < 100_000 ? content : "", StringComparison.Ordinal);
    }

    private static void IsAttribute(string attribute)
    {
        Match parts = Attribute().Match(attribute);
        Assert.True(parts.Success && s_attributes.Contains(parts.Groups["name"].Value.ToLowerInvariant()), $"The attribute {attribute}");
        string value = System.Net.WebUtility.HtmlDecode(parts.Groups["value"].Value);
        IsText(value);
        if (parts.Groups["name"].Value is "src")
            Assert.StartsWith("data:image/svg+xml;base64,", value, StringComparison.Ordinal);
    }

    private static void Append(StringBuilder shown, string encoded)
    {
        string text = System.Net.WebUtility.HtmlDecode(encoded);
        IsText(text);
        shown.Append(text);
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)];

    /// <summary>SGR (ECMA-48), with the parameters that the program uses.</summary>
    [GeneratedRegex(@"\e\[(0;)?(0|1|2|3[2-6]|94)m")]
    private static partial Regex Colours();

    [GeneratedRegex("""\G</?(?<name>!?[A-Za-z][A-Za-z0-9]*)(\s+(?<attribute>[A-Za-z0-9:-]+(="[^"<>]*")?))*\s*/?>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""\A(?<name>[A-Za-z0-9:-]+)(="(?<value>[^"]*)")?\z""")]
    private static partial Regex Attribute();
}
