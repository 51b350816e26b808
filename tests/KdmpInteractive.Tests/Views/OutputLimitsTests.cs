using System.Text.RegularExpressions;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Tests;

public class OutputLimitsTests
{
    private const int Bound = 64 * 1024;
    private const int Many = 5000;

    /// <summary>The longest that a UNICODE_STRING can be, and the costliest: every character becomes an entity.</summary>
    private static readonly string s_name = new('\u4e00', 32 * 1024);

    public static TheoryData<string> Lists => ["modules", "drivers", "processes", "processors", "regions", "runs", "blobs", "registers", "candidates", "return candidates", "frames"];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Thousands_of_items_with_names_of_32_KiB_stay_under_64_KiB_of_HTML(string what)
    {
        Assert.True(ShownTypes.TryGetView(Hostile(what), out View? view));
        Assert.InRange(view.ToHtml().Length, 1, Bound);
        Assert.InRange(view.ToText().Length, 1, Bound);
        Assert.Matches(@"\([0-9]+ more\)", view.ToText());
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Html_and_plain_text_are_cut_at_the_same_row(string what)
    {
        Assert.True(ShownTypes.TryGetView(Hostile(what), out View? view));
        string more = Regex.Match(view.ToText(), @"\([0-9]+ more\)").Value;
        Assert.Contains($"<p>{more}</p>", view.ToHtml(), StringComparison.Ordinal);
    }

    public static TheoryData<string> Cards => ["contexts", "translations", "pages"];

    [Theory]
    [MemberData(nameof(Cards))]
    public void Things_with_a_view_each_stay_together_under_64_KiB_of_HTML(string what)
    {
        using KernelDump sample = KdmpSample.Open();
        object items = what switch
        {
            "contexts" => Enumerable.Repeat(sample.Contexts[0], 40).ToArray(),
            "translations" => Enumerable.Repeat(sample.VirtualMemory.Translate(0xfffff8052a341234), 40).ToArray(),
            _ => Enumerable.Repeat(sample.PhysicalMemory!.View(0x4c12000), 40).ToArray(),
        };
        Assert.True(ShownTypes.TryGetView(items, out View? view));
        Assert.InRange(view.ToHtml().Length, 30 * 1024, Bound);
        Assert.StartsWith("40 in all\n", view.ToText(), StringComparison.Ordinal);
        Assert.Matches(@"\n\([0-9]+ more\)\n$", view.ToText());
    }

    [Fact]
    public void Rows_are_cut_by_their_number_and_the_rest_is_counted()
    {
        string html = Rows(205, "x").ToHtml();
        Assert.Equal(200, Regex.Count(html, "<td>x</td>"));
        Assert.Contains("<p>(5 more)</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_fits_says_nothing_of_more() => Assert.DoesNotContain("more", Rows(200, "x").ToText(), StringComparison.Ordinal);

    [Fact]
    public void Rows_are_cut_by_their_encoded_size()
    {
        // 250 characters of 8 as entities: a row takes 2 KiB, so that fewer than 28 are in 54 KiB.
        View view = Rows(100, new string('\u4e00', 250));
        Assert.InRange(view.ToHtml().Length, 40 * 1024, Bound);
        Assert.InRange(view.ToText().Split('\n').Length, 20, 30);
    }

    [Fact]
    public void The_bounds_are_raised_by_an_option()
    {
        var view = new View("", new DataTable(["Name"], [.. Enumerable.Repeat(new[] { s_name[..200] }, 1000)])) { Limits = new OutputLimits().WithRows(600) };
        Assert.Contains("\n(400 more)\n", view.ToText(), StringComparison.Ordinal);
        Assert.True(view.ToHtml().Length > Bound);
    }

    [Fact]
    public void A_short_table_is_shown_whole_beside_a_long_one()
    {
        string[][] many = [.. Enumerable.Repeat(new[] { s_name[..200] }, 150)];
        var view = new View("", new DataTable(["Long"], many), new DataTable(["Short"], [["a"], ["b"], ["last"]]), new DataTable(["Long"], many));
        Assert.InRange(view.ToHtml().Length, 1, Bound);
        Assert.Contains("\nlast\n", view.ToText(), StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(view.ToText(), @"\([0-9]+ more\)"));
    }

    [Fact]
    public void A_long_name_is_cut_visibly()
    {
        string text = new View("", new FieldList(("Name", new string('x', 32_768)))).ToText();
        Assert.Equal($"Name: {new string('x', 256)}\u2026 (32,768 characters)\n", text);
    }

    [Fact]
    public void A_cut_never_halves_a_pair_of_surrogates() =>
        Assert.Equal("a\u2026 (3 characters)", new View("", new PlainLines("a\ud83d\ude00")) { Limits = new() { SentenceCharacters = 2 } }.ToText().TrimEnd());

    [Fact]
    public void A_bound_below_zero_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OutputLimits { CellCharacters = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OutputLimits { Rows = -1 });
    }

    [Fact]
    public void Titles_sentences_fields_lines_and_captions_are_cut()
    {
        var view = new View(
            s_name,
            new Paragraph(s_name),
            new FieldList(("Name", s_name)),
            new PlainLines(s_name),
            new DataTable(["Column"], [[s_name]], caption: s_name),
            new Details(s_name, new Paragraph(s_name)));
        Assert.InRange(view.ToHtml().Length, 1, Bound);
        Assert.Equal(8, Regex.Count(view.ToText(), @"\(32,768 characters\)"));
    }

    private static View Rows(int count, string value) => new("", new DataTable(["Name"], [.. Enumerable.Repeat(new[] { value }, count)]));

    private static object Hostile(string what) => what switch
    {
        "modules" => new CapturedList<LoadedModule>(Each(i => new LoadedModule { Base = i << 16, Size = 0x1000, Name = s_name, Path = s_name })),
        "drivers" => new CapturedList<UnloadedDriver>(Each(i => new UnloadedDriver(s_name, i << 16, i << 17, null))),
        "processes" => new CapturedList<Process>(Each(i => new Process { Id = i, Name = s_name })),
        "processors" => new CapturedList<Processor>(Each(i => new Processor { Number = (uint)i, CurrentThread = ulong.MaxValue, CurrentProcess = ulong.MaxValue })),
        "regions" => Each(i => new VirtualRegion(i << 16, 0x1000, 0x1000, Writable: true, Executable: i % 2 == 0, User: false)),
        "runs" => Each(i => new PhysicalRun(i << 16, 1, 0x2000)),
        "candidates" => Each(i => new StackCandidate(i << 3, ulong.MaxValue, new() { Base = i, Size = 1, Name = s_name })),
        "return candidates" => Each(i => new ReturnCandidate(
            new(i << 3, ulong.MaxValue, new() { Base = i, Size = 1, Name = s_name }), CallCheck.NotCaptured, new(i, AddressKind.Module) { Module = new() { Base = i, Size = 1, Name = s_name } })),
        "frames" => Each(i => new StackFrame((int)i, ulong.MaxValue, i << 3, FrameOrigin.Leaf)
        {
            Description = new(i, AddressKind.Module) { Module = new() { Base = i, Size = 1, Name = s_name } },
            Certainty = Certainty.Possible,
            Assumption = s_name,
        }),
        "blobs" => Each(_ => new SecondaryDataBlob(Guid.Empty, s_name, 1, 0x2000)),
        _ => Each(_ => new Register(s_name, UInt128.MaxValue, 128)),
    };

    private static T[] Each<T>(Func<ulong, T> item) => [.. Enumerable.Range(1, Many).Select(i => item((ulong)i))];
}
