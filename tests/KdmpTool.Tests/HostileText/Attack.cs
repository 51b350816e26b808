namespace KdmpTool.Tests.HostileText;

/// <summary>Text that an attacker would put into a dump, and how it must look wherever it is shown as text.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Text">What is in the dump. At most 240 characters, so that nothing of it is cut.</param>
/// <param name="Shown">What a reader sees; written by hand, not by the code under test.</param>
internal sealed record Attack(string Name, string Text, string Shown)
{
    private const string Grave = "\u0300";

    public static IReadOnlyList<Attack> All { get; } =
    [
        // HTML and what is in it: text stays text, as it is.
        .. AsIs(
            ("script", "<script>alert(1)</script>"),
            ("attribute", "\"><img src=x onerror=alert(1)>"),
            ("single quotes", "' onmouseover='alert(1)' x='"),
            ("end of a script", "</script><svg/onload=alert(1)>"),
            ("end of a style", "</style></title></textarea></pre></figure><b>"),
            ("CDATA", "]]><x/><![CDATA["),
            ("comment", "<!--"),
            ("end of a comment", "--!><iframe src=//x.yz>"),
            ("link", "<a href=\"javascript:alert(1)\">x</a>"),
            ("scheme", "javascript:alert(1)//"),
            ("data", "data:text/html,<script>alert(1)</script>"),
            ("entity", "&lt;b&gt;&#27;[31m&#x202e;&amp;&quot;"),
            ("half an entity", "&lt&#60&#x3c"),
            ("element with an event", "<details open ontoggle=alert(1)><summary>"),
            ("form", "<form action=//x.yz><input name=a autofocus onfocus=alert(1)>"),
            ("style", "<style>*{display:none}</style><link rel=stylesheet href=//x.yz>"),
            ("page", "<meta http-equiv=refresh content=0;url=//x.yz><base href=//x.yz>"),
            ("math", "<math><mtext></mtext><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">"),
            ("marker of a chart", "data-kdmp-chart data-kdmp-plotly kdmpCharts"),

            // Other languages.
            ("template", "{{7*7}}${7*7}#{7*7}<%=7*7%>{0}"),
            ("quotation marks", "\"'`\\\"+alert(1)+\"\\"),
            ("format", "%s%n%x%1$s{0}"),
            ("shell", "$(id);`id`|id&&id>x"),
            ("path", "../../../../tmp/x.html"),
            ("C#", "\"); System.IO.File.Delete(\"x\"); //"),

            // Markdown.
            ("Markdown link", "[link](javascript:alert(1))"),
            ("Markdown image", "![i](//x.yz/i.png)"),
            ("Markdown address", "http://x.yz/ <http://x.yz> www.x.yz a@x.yz"),
            ("Markdown table", "|a|b| `|` ||"),
            ("Markdown code", "` `` ``` `a` <b>`"),
            ("Markdown emphasis", "*b* **b** _i_ ~~s~~ ==m== ^a^ $x$ :smile:"),
            ("Markdown heading", "# h"),
            ("Markdown reference", "[x]: //x.yz \"t\""),
            ("Markdown attributes", "{onclick=alert(1)}{.c #i}")),

        // Terminals.
        new("colours", "a\e[31mred\e[2J\e[Hb", @"a\u001b[31mred\u001b[2J\u001b[Hb"),
        new("title of the window", "a\e]0;title\ab", @"a\u001b]0;title\u0007b"),
        new("link in a terminal", "a\e]8;;http://x.yz\e\\b\e]8;;\e\\", @"a\u001b]8;;http://x.yz\u001b\b\u001b]8;;\u001b\"),
        new("clipboard", "a\e]52;c;aWQK\ab", @"a\u001b]52;c;aWQK\u0007b"),
        new("C1 controls", "a\u009b31mb\u009d0;t\u009cc\u0090d\u0085e", @"a\u009b31mb\u009d0;t\u009cc\u0090d\u0085e"),
        new("backspaces", "abc\b\b\bd", @"abc\u0008\u0008\u0008d"),
        new("carriage return", "over\rwrite", @"over\u000dwrite"),
        new("lines", "a\n# h\r\n<b>\n\n```\n\nb", @"a\u000a# h\u000d\u000a<b>\u000a\u000a```\u000a\u000ab"),
        new("tabs", "a\tb\vc\fd", @"a\u0009b\u000bc\u000cd"),
        new("delete", "a\u007fb", @"a\u007fb"),
        new("shift out", "a\u000eb\u000fc", @"a\u000eb\u000fc"),

        // Readers.
        new("right to left", "a\u202egpj.sys\u202c\u202a\u202b\u202db", @"a\u202egpj.sys\u202c\u202a\u202b\u202db"),
        new("isolates", "a\u2066b\u2067c\u2068d\u2069e", @"a\u2066b\u2067c\u2068d\u2069e"),
        new("marks of direction", "a\u200eb\u200fc\u061cd", @"a\u200eb\u200fc\u061cd"),
        new("no width", "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u180eh", @"a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u180eh"),
        new("separators", "a\u2028b\u2029c", @"a\u2028b\u2029c"),
        new("blanks", "a\u00a0b\u2003c\u3000d\u202fe\u205ff\u1680g", @"a\u00a0b\u2003c\u3000d\u202fe\u205ff\u1680g"),
        new("letters without a picture", "a\u115fb\u1160c\u3164d\uffa0e\u2800f\u034fg\u17b4h", @"a\u115fb\u1160c\u3164d\uffa0e\u2800f\u034fg\u17b4h"),
        new("variants", "a\ufe0fb\ufe00c\U000e0100d\u180be", @"a\ufe0fb\ufe00c\udb40\udd00d\u180be"),
        new("tags", "a\U000e0001\U000e0041\U000e007fb", @"a\udb40\udc01\udb40\udc41\udb40\udc7fb"),
        new("flood of marks", $"Z{Grave}{Grave}{Grave}{Grave}{Grave}a", $@"Z{Grave}{Grave}{Grave}\u0300\u0300a"),
        new("mark of its own", $"{Grave}a {Grave}b\u200b{Grave}c", @"\u0300a \u0300b\u200b\u0300c"),
        new("private use", "a\ue000b\U000f0000c\U0010fffdd", @"a\ue000b\udb80\udc00c\udbff\udffdd"),
        new("no characters", "a\ufffeb\uffffc\ufdd0d\U0001fffee", @"a\ufffeb\uffffc\ufdd0d\ud83f\udffee"),

        // What harms nobody stays as it is.
        new("other writings", $"e{Grave}\u00e9\u4e2d\u6587\u05e9\u05dc\u05d5\u05dd\U0001f600", $"e{Grave}\u00e9\u4e2d\u6587\u05e9\u05dc\u05d5\u05dd\U0001f600"),
    ];

    /// <summary>Attacks by name, for theories: their texts could not be names of tests.</summary>
    public static TheoryData<string> Names => [.. All.Select(attack => attack.Name)];

    public static Attack Of(string name) => All.Single(attack => attack.Name == name);

    public override string ToString() => Name;

    private static IEnumerable<Attack> AsIs(params (string Name, string Text)[] attacks) => attacks.Select(attack => new Attack(attack.Name, attack.Text, attack.Text));
}
