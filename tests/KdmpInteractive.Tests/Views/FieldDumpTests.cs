using System.Collections.Immutable;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Tests;

/// <summary>Bytes of a file with fields over them.</summary>
public class FieldDumpTests
{
    [Fact]
    public void A_bar_stands_where_a_field_begins_or_ends_and_the_names_stand_behind_the_characters() => Assert.Equal(
        """
        00000000  |41 42 43 44|45 46|47 48-49 4a 4b 4c|4d 4e 4f 50|  ABCDEFGHIJKLMNOP  First  Second  Third
        00000010   51 52 53 54|55|56                                 QRSTUV            Fourth

        """,
        Text(0, Letters(22), new(0, 4, "First", ""), new(4, 2, "Second", ""), new(12, 4, "Third", ""), new(20, 1, "Fourth", "")));

    [Fact]
    public void Behind_the_beginning_of_the_file_the_offset_in_the_structure_is_said_too() => Assert.Equal(
        """
        00002038 +000  |41 42|                                            AB                Number

        """,
        Text(0x2038, Letters(2), new FieldSpan(0, 2, "Number", "")));

    [Fact]
    public void A_field_may_go_on_in_the_next_line() => Assert.Equal(
        """
        00000000   41 42 43 44 45 46 47 48-49 4a 4b 4c|4d 4e 4f 50   ABCDEFGHIJKLMNOP  Text
        00000010   51 52 53 54|55 56 57 58                           QRSTUVWX

        """,
        Text(0, Letters(24), new FieldSpan(12, 8, "Text", "")));

    [Fact]
    public void Lines_of_one_kind_that_repeat_are_squeezed_but_not_over_the_beginning_of_a_field()
    {
        byte[] fill = [.. Enumerable.Repeat("PAGE"u8.ToArray(), 40).SelectMany(word => word)];
        Assert.Equal(
            """
            00000000   50 41 47 45 50 41 47 45-50 41 47 45 50 41 47 45   PAGEPAGEPAGEPAGE
            *          (the same 2 times more)
            00000030   50 41 47 45|50 41 47 45|50 41 47 45 50 41 47 45   PAGEPAGEPAGEPAGE  Number
            00000040   50 41 47 45 50 41 47 45-50 41 47 45 50 41 47 45   PAGEPAGEPAGEPAGE
            *          (the same 5 times more)

            """,
            Text(0, fill, new FieldSpan(0x34, 4, "Number", "")));
    }

    [Fact]
    public void Of_what_is_shown_elsewhere_there_are_the_line_where_it_begins_and_the_one_where_it_ends() => Assert.Equal(
        """
        00000000  |00 01 02 03|04 05 06 07-08 09 0a 0b 0c 0d 0e 0f   ................  Size  Inside
        *          (32 more bytes of Inside: below)
        00000030   30 31 32 33|34 35 36 37|                          01234567          Last

        """,
        Text(0, [.. Enumerable.Range(0, 0x38).Select(i => (byte)i)], new(0, 4, "Size", ""), new(4, 0x30, "Inside", "", "below"), new(0x34, 4, "Last", "")));

    [Fact]
    public void Of_many_names_in_a_line_there_are_the_first_and_the_last() => Assert.Equal(
        """
        00000000  |41|42|43|44|45|46|47|48|49|4a|4b|4c|4d|4e|4f|50|  ABCDEFGHIJKLMNOP  B[0]  to  B[15]

        """,
        Text(0, Letters(16), [.. Enumerable.Range(0, 16).Select(i => new FieldSpan(i, 1, $"B[{i}]", ""))]));

    [Fact]
    public void Html_has_the_same_text_and_every_other_field_tinted()
    {
        var view = new View("", new FieldDump(0, Letters(8), [new(0, 4, "First", "0x1 (<b>)"), new(4, 4, "Second", "")]));
        Assert.Contains(
            "00000000  |<span title=\"First: 0x1 (&lt;b&gt;)\">41 42 43 44</span>|<span class=\"h\" title=\"Second\">45 46 47 48</span>|" +
            "                          ABCDEFGH          First  <span class=\"h\">Second</span>\n",
            view.ToHtml(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_for_which_there_is_no_room_are_counted_in_bytes()
    {
        string text = new View("", new FieldDump(0, Letters(60), [])) { Limits = new() { HexRows = 2 } }.ToText();
        Assert.EndsWith("\n(28 more bytes)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_structure_that_was_made_by_hand_is_shown_with_the_fields_that_lie_in_its_bytes()
    {
        ImmutableArray<StructureField> fields =
            [new("First", 0, 4) { Value = 1 }, new("Over", 2, 4) { Value = 2 }, new("Empty", 4, 0), new("Behind", 6, 4), new("Huge", 8, int.MaxValue)];
        string text = DumpStructureView.Of(new("MADE", 0, 8, fields) { Bytes = [.. Letters(8)] }).ToText();
        Assert.Contains("00000000  |41 42 43 44|45 46 47 48                           ABCDEFGH          First\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("00000000", DumpStructureView.Of(new("MADE", 0, 8, fields)).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_explained_where_the_library_can()
    {
        using KernelDump sample = KdmpSample.Open();
        string text = DumpStructureView.Of(sample.Structures[0]).ToText();
        foreach (string row in (string[])
            ["0x34365544 'DU64'", "0x4a61 build 19041", "0x8664 x64", "0x7e SYSTEM_THREAD_EXCEPTION_NOT_HANDLED", "0x5 Bitmap", "0x1da6b0bb36e1800 2024-02-29 12:34:56 UTC",
             "0xaf81fb320 01:18:31.2500000", "0x4547415045474150 not recorded", "0xc0000005 STATUS_ACCESS_VIOLATION", "0x1 workstation", "KdSecondaryVersion 0x41 not recorded", "VersionUser 'synthetic sample'"])
        {
            Assert.Contains(row, System.Text.RegularExpressions.Regex.Replace(text, " +", " "), StringComparison.Ordinal);
        }
    }

    private static byte[] Letters(int count) => [.. Enumerable.Range('A', count).Select(letter => (byte)letter)];

    private static string Text(long offset, byte[] bytes, params FieldSpan[] fields) => new View("", new FieldDump(offset, bytes, fields)).ToText();
}
