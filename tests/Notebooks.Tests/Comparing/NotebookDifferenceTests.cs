namespace Notebooks.Tests.Comparing;

/// <summary>A difference can be found by who reads it.</summary>
public class NotebookDifferenceTests
{
    [Fact]
    public void A_line_of_text_that_changed_is_shown_with_its_place_and_its_neighbours()
    {
        string[] text = [.. Enumerable.Range(1, 20).Select(line => $"line {line}")];
        Assert.Equal(
            """
            a.ipynb, cell 4, dump.Context: text/plain
            ...
             line 8
             line 9
             line 10
            -line 11
            +line eleven
             line 12
             line 13
             line 14
            ...


            """.ReplaceLineEndings("\n"),
            Between(Cell(text, "<p>x</p>"), Cell([.. text[..10], "line eleven", .. text[11..]], "<p>y</p>")));
    }

    [Fact]
    public void Markup_is_shown_tag_by_tag_where_the_text_is_the_same() => Assert.Equal(
        """
        a.ipynb, cell 4, dump.Context: text/html
         [display_data: text/html, text/plain]
         <tr>
        -<td>
        +<td class="n">
         1
         </td>
         </tr>


        """.ReplaceLineEndings("\n"),
        Between(Cell(["1"], "<tr><td>1</td></tr>"), Cell(["1"], "<tr><td class=\"n\">1</td></tr>")));

    [Fact]
    public void A_rule_of_a_long_style_is_found() => Assert.Contains(
        "\n-b{color:red}\n+b{color:blue}\n",
        Between(Cell([""], $"<style>{Rules("red")}</style>"), Cell([""], $"<style>{Rules("blue")}</style>")),
        StringComparison.Ordinal);

    [Fact]
    public void An_output_more_is_a_difference() => Assert.Contains(
        "\n+[stream: text/plain]\n+more\n",
        Between(Cell(["1"], "<p>1</p>"), Cell(["1"], "<p>1</p>") is var cell ? cell with { Outputs = [.. cell.Outputs, new("stream", ShownOutput.Plain("more"))] } : null!),
        StringComparison.Ordinal);

    [Fact]
    public void A_form_that_is_gone_is_a_difference() => Assert.Contains(
        "\n-[display_data: text/html, text/plain]\n+[display_data: text/plain]\n",
        Between(Cell(["1"], "<p>1</p>"), new(4, "dump.Context\n// and more", [new("display_data", ShownOutput.Plain("1"))])),
        StringComparison.Ordinal);

    [Fact]
    public void White_space_at_the_end_of_a_line_can_be_seen() => Assert.Contains("\n-a\n+a·\n", Between(Cell(["a"], ""), Cell(["a "], "")), StringComparison.Ordinal);

    [Fact]
    public void A_difference_is_no_longer_than_somebody_reads()
    {
        string shown = Between(Cell([.. Enumerable.Range(0, 5000).Select(line => $"{line}")], ""), Cell([.. Enumerable.Range(0, 5000).Select(line => $"{-line}")], ""));
        Assert.InRange(shown.Split('\n').Length, 60, 65);
        Assert.Matches(@"\.\.\. and \d+ more lines\n", shown);
    }

    [Fact]
    public void The_same_is_no_difference() => Assert.Equal("", Between(Cell(["1"], "<p>1</p>"), Cell(["1"], "<p>1</p>")));

    private static string Rules(string colour) => string.Concat(Enumerable.Range(0, 40).Select(rule => rule == 20 ? $"b{{color:{colour}}}" : $"a{rule}{{margin:0}}"));

    private static string Between(ShownCell stored, ShownCell now) => NotebookDifference.Between("a.ipynb", [stored], [now]);

    private static ShownCell Cell(string[] text, string html) =>
        new(4, "dump.Context\n// and more", [new("display_data", new Dictionary<string, string> { [ShownOutput.PlainText] = string.Join('\n', text), [ShownOutput.HtmlText] = html })]);
}
