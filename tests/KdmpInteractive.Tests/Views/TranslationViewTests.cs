using System.Net;
using System.Text.RegularExpressions;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Sample;

namespace KdmpInteractive.Tests;

public sealed class TranslationViewTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_walk_is_drawn_in_one_line_with_the_index_in_each_table()
    {
        // fffff805`2a341234: bits 47:39 are 0x1f0, 38:30 0x014, 29:21 0x151, 20:12 0x141.
        string line = Diagram(SampleLayout.FaultingInstruction);
        Assert.Matches("^PML4 0x1ad000 \\[1f0\\] -> PDPT 0x[0-9a-f]+ \\[014\\] -> PD 0x[0-9a-f]+ \\[151\\] -> PT 0x[0-9a-f]+ \\[141\\] -> 4 KiB page 0x4c12000 \\+0x234$", line);
    }

    [Theory]
    [InlineData(SampleLayout.KernelBase, "PD", "2 MiB page 0x2600000 +0x0")]
    [InlineData(SampleLayout.HugePage + 0x12345, "PDPT", "1 GiB page 0x40000000 +0x12345")]
    public void A_large_page_ends_the_walk_earlier(ulong address, string lastTable, string page)
    {
        string[] stations = Diagram(address).Split(" -> ");
        Assert.StartsWith(lastTable, stations[^2], StringComparison.Ordinal);
        Assert.Equal(page, stations[^1]);
    }

    [Theory]
    [InlineData(SampleLayout.NotPresentPage, "PT", "never used")]
    [InlineData(SampleLayout.DemandZeroPage, "PT", "demand zero")]
    [InlineData(SampleLayout.PageFilePage, "PT", "in a page file")]
    [InlineData(SampleLayout.LeftOutTable, "PT", "not in the dump")]
    [InlineData(SampleLayout.LeftOutPage, "4 KiB page", "not in the dump")]
    [InlineData(0UL, "PDPT", "never used")]
    public void Where_a_walk_ends_early_the_diagram_says_at_which_table_and_why(ulong address, string table, string reason)
    {
        string last = Diagram(address).Split(" -> ")[^1];
        Assert.StartsWith(table + " ", last, StringComparison.Ordinal);
        Assert.EndsWith($"(stops here: {reason})", last, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_walk_ends_early_the_drawing_shows_it_by_more_than_colour()
    {
        string html = Html(SampleLayout.NotPresentPage);
        Assert.Single(Regex.Matches(html, "<rect[^>]*stroke-width=\"3\""));
        Assert.Single(Regex.Matches(html, "<rect[^>]*stroke-dasharray"));
        Assert.Equal(4, Regex.Count(html, "<rect[^>]*stroke-width"));
        Assert.DoesNotContain("#", Regex.Replace(Svg(html), "&#x?[0-9a-zA-Z]+;", ""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_that_arrives_has_nothing_crossed_out()
    {
        string html = Html(SampleLayout.FaultingInstruction);
        Assert.DoesNotContain("stroke-width=\"3\"", html, StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count(html, "<rect "));
    }

    [Fact]
    public void The_drawing_has_a_text_alternative_and_takes_the_colour_of_the_page()
    {
        string svg = Svg(Html(SampleLayout.FaultingInstruction));
        Assert.Contains("role=\"img\" aria-label=\"Walk of the page tables: PML4 0x1ad000", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("fill=\"#", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_of_the_drawing_where_svg_is_dropped_is_a_readable_line()
    {
        string text = WebUtility.HtmlDecode(Regex.Replace(Svg(Html(SampleLayout.FaultingInstruction)), "<[^>]*>", ""));
        Assert.StartsWith("PML4 0x1ad000 [1f0] PDPT ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_page_is_reached_through_its_prototype_pte() =>
        Assert.Matches(" -> PT 0x[0-9a-f]+ \\[[0-9a-f]{3}\\] -> Prototype PTE 0x[0-9a-f]+ -> 4 KiB page 0x800000 \\+0x0$", Diagram(SampleLayout.PrototypePage));

    [Fact]
    public void The_bits_of_each_entry_are_spelled_out_and_the_effective_rights_are_what_every_level_allows()
    {
        // The driver's code is mapped to be read and executed by the kernel.
        string text = View(SampleLayout.FaultingInstruction).ToText();
        Assert.Matches("\n *PTE .* read-only, executable, kernel", text);
        Assert.Contains("Effective rights: read-only, execute, kernel (what every level allows)\n", text, StringComparison.Ordinal);
        Assert.Contains("Page size: 4 KiB\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SampleLayout.TransitionPage)]
    [InlineData(SampleLayout.PrototypePage)]
    public void A_page_that_the_processor_would_fault_on_has_no_rights(ulong address) =>
        Assert.Contains("Effective rights: none: the processor faults and Windows brings the page back\n", View(address).ToText(), StringComparison.Ordinal);

    [Fact]
    public void A_failure_names_its_level_and_reason()
    {
        string text = View(SampleLayout.LeftOutTable).ToText();
        Assert.Contains(" Failed at: PTE\n", text, StringComparison.Ordinal);
        Assert.Contains(" Reason: the page table with the PTE at 0x121000000 is not in the dump\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Effective rights", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_no_processor_translates_has_no_diagram()
    {
        string html = Html(0x8000_0000_0000_0000);
        Assert.DoesNotContain("<svg", html, StringComparison.Ordinal);
        Assert.Contains("not a canonical address", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_were_picked_in_csharp_are_rows_of_the_same_table()
    {
        PageTableStep pte = _sample.VirtualMemory.Translate(SampleLayout.FaultingInstruction).Walk[3];
        string[] lines = PageTableStepsView.Of([pte]).ToText().Split('\n');
        Assert.Matches("^ *PTE +141 ", lines[2]);
    }

    private Rendering.View View(ulong address) => TranslationView.Of(_sample.VirtualMemory.Translate(address));

    private string Html(ulong address) => View(address).ToHtml();

    private string Diagram(ulong address) => View(address).ToText().Split('\n')[2];

    private static string Svg(string html) => Regex.Match(html, "<svg.*</svg>", RegexOptions.Singleline).Value;
}
