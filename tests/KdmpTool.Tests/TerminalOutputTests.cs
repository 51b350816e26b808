using System.Text.RegularExpressions;

namespace KdmpTool.Tests;

/// <summary>Colours are for terminals: they change no character of what is said.</summary>
public partial class TerminalOutputTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData("info")]
    [InlineData("context")]
    [InlineData("modules")]
    [InlineData("map")]
    [InlineData("read", "rsp", "--length", "0x100")]
    [InlineData("translate", "rip")]
    public void Colours_change_no_character_and_end_with_their_line(string command, params string[] arguments)
    {
        string[] line = [command, sample.Path, .. arguments];
        (string plain, string colored) = (CommandLineRun.Of(line).Output, CommandLineRun.Of(line, hasColors: true).Output);
        Assert.DoesNotContain('\e', plain);
        Assert.Equal(plain, Sequence().Replace(colored, ""));
        Assert.All(colored.Split('\n'), text => Assert.True(!text.Contains('\e', StringComparison.Ordinal) || text.TrimEnd().EndsWith("\e[0m", StringComparison.Ordinal) || IsPlainAtEnd(text), text));
        Assert.Contains("\e[1m", colored, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_no_colours()
    {
        Assert.Equal(CommandLineRun.Of(["info", sample.Path, "--json"]), CommandLineRun.Of(["info", sample.Path, "--json"], hasColors: true));
    }

    [Fact]
    public void An_escape_sequence_in_a_dump_stays_visible_text()
    {
        byte[] bytes = File.ReadAllBytes(sample.Path);
        "\e[31mred\e]0;title\a\0"u8.CopyTo(bytes.AsSpan(0xfb0));
        File.WriteAllBytes(sample.Named("hostile.dmp"), bytes);
        string output = CommandLineRun.Of(["info", sample.Named("hostile.dmp")], hasColors: true).Output;
        Assert.Contains("\\u001b[31mred\\u001b]0;title\\u0007", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', Sequence().Replace(output, ""));
    }

    [Fact]
    public void The_map_has_a_character_for_each_cell()
    {
        // 16 MiB of 4.5 GiB in a row of 64 cells; the sample has pages at 0, and at 4 GiB (see SampleLayout).
        string[] lines = CommandLineRun.Of(["map", sample.Path]).Output.Split('\n');
        string[] rows = [.. lines.Where(line => Row().IsMatch(line))];
        Assert.Equal(["0x0", "0x20000000", "0x40000000"], rows.Take(3).Select(row => row.Trim().Split(' ')[0]));
        Assert.All(rows, row => Assert.Equal(64, row.Split("  ")[^1].Length));
        Assert.StartsWith("░", rows[0].Split("  ")[^1], StringComparison.Ordinal);
        Assert.EndsWith("░░·", rows[^1], StringComparison.Ordinal);
    }

    /// <summary>Whether the last sequence of a line is the one that ends colours.</summary>
    private static bool IsPlainAtEnd(string text) => Sequence().Matches(text)[^1].Value == "\e[0m";

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Sequence();

    [GeneratedRegex("^ *0x[0-9a-f]+  ")]
    private static partial Regex Row();
}
