using KdmpParser.Tests;

namespace KdmpTool.Tests.ParserFlags;

/// <summary>The lines of the Rust tool. It cannot be built here: what is expected follows its source.</summary>
public class MemoryTextTests(SampleFile sample) : IClassFixture<SampleFile>
{
    /// <summary>Frames 0x10 and 0x12; what stands at 0x10ff0 and at 0x12000 is known.</summary>
    private string Gap => DumpBytes.Full((0x10, 1), (0x12, 1))
        .Text(0x2ff0, "0123456789abcdef").Write(0x3000, [0x20, 0x21, 0x7e, 0x7f, 0x80, 0xff, 0, 0x41]).Text(0x3008, "BCDEFGH").Write(sample, "gap.dmp");

    [Fact]
    public async Task A_line_has_16_digits_of_address_a_dash_in_the_middle_and_graphic_characters() => Assert.Equal(
        new(0, "0000000000012000: 20 21 7e 7f 80 ff 00 41-42 43 44 45 46 47 48 6a  .!~....ABCDEFGHj\n", ""),
        await CommandLineRun.OfAsync("-m", "0x12000", "--len", "16", "--", DumpBytes.Full((0x10, 1), (0x12, 1))
            .Write(0x3000, [0x20, 0x21, 0x7e, 0x7f, 0x80, 0xff, 0, 0x41]).Text(0x3008, "BCDEFGHj").Write(sample, "line.dmp")));

    [Theory]
    [InlineData(8, "0000000000010ff0: 30 31 32 33 34 35 36 37                          01234567\n")]
    [InlineData(9, "0000000000010ff0: 30 31 32 33 34 35 36 37-38                       012345678\n")]
    [InlineData(1, "0000000000010ff0: 30                                               0\n")]
    [InlineData(0, "")]
    public async Task A_short_line_keeps_its_columns_and_has_a_dash_only_between_bytes(int length, string expected) =>
        Assert.Equal(new(0, expected, ""), await CommandLineRun.OfAsync($"--mem=10ff0", $"--len={length}", "--", Gap));

    [Fact]
    public async Task Missing_bytes_are_question_marks_and_the_reason_is_said() => Assert.Equal(
        (1, "0000000000010ff4: 34 35 36 37 38 39 61 62-63 64 65 66 ?? ?? ?? ??  456789abcdef????\n0000000000011004: ?? ?? ?? ?? ??                                   ?????\n",
            "0x11000 cannot be read: the page is not in the dump."),
        Of(await CommandLineRun.OfAsync("-m", "0x10ff4", "--len", "21", "--", Gap)));

    [Fact]
    public async Task What_is_there_behind_a_gap_is_shown() => Assert.Equal(
        (1, "0000000000011ff8: ?? ?? ?? ?? ?? ?? ?? ??-20 21 7e 7f 80 ff 00 41  ????????.!~....A\n",
            "0x11ff8 cannot be read: the page is not in the dump."),
        Of(await CommandLineRun.OfAsync("-m", "0x11ff8", "--len", "16", "--", Gap)));

    [Fact]
    public async Task Where_nothing_is_there_the_sentence_of_the_rust_tool_is_said() => Assert.Equal(
        (1, "0000000000011000: ?? ?? ??                                         ???\n",
            "There is no physical memory available at 0x11000\n0x11000 cannot be read: the page is not in the dump."),
        Of(await CommandLineRun.OfAsync("-m", "11000", "--len", "3", "--", Gap)));

    [Fact]
    public async Task Nothing_is_past_the_end_of_the_address_space()
    {
        // Had it gone on at zero, it would have found something.
        CommandLineRun run = await CommandLineRun.OfAsync("-m", "fffffffffffffff8", "--len", "70000", DumpBytes.Full((0, 20)).Write(sample, "low.dmp"));
        string[] lines = run.Output.Split('\n')[..^1];
        Assert.Equal((1, 4375), (run.ExitCode, lines.Length));
        Assert.All(lines, line => Assert.EndsWith(": ?? ?? ?? ?? ?? ?? ?? ??-?? ?? ?? ?? ?? ?? ?? ??  ????????????????", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_length_over_several_buffers_has_every_line()
    {
        DumpBytes bytes = DumpBytes.Full((0x10, 40));
        CommandLineRun run = await CommandLineRun.OfAsync("-m", "10000", "--len", "160000", bytes.Write(sample, "long.dmp"));
        string[] lines = run.Output.Split('\n')[..^1];
        Assert.Equal((0, 10000), (run.ExitCode, lines.Length));
        Assert.All(lines.Select((line, i) => (line, i)), pair => Assert.Equal(
            $"{0x10000 + 16 * pair.i:x16}: {Convert.ToHexStringLower(bytes.At(0x2000 + 16 * pair.i, 8))}",
            string.Concat(pair.line.AsSpan(0, 18), pair.line[18..41].Replace(" ", "", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Without_an_address_it_is_the_beginning_of_every_page()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("-m", "--len", "17", "--", Gap);
        Assert.Equal(["0000000000010000", "0000000000010010", "0000000000012000", "0000000000012010"], run.Output.Split('\n')[..^1].Select(line => line[..16]));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_length_is_128_unless_told() => Assert.Equal(8, (await CommandLineRun.OfAsync("-m", "0x10000", "--", Gap)).Output.Count(c => c == '\n'));

    [Theory]
    [InlineData("mmap")]
    [InlineData("file")]
    public async Task A_virtual_address_goes_through_the_page_tables_with_either_reader(string reader) => Assert.StartsWith(
        "fffff8052a341234: 48 8b 41 18                                      H.A.\n",
        (await CommandLineRun.OfAsync("--virt", "--mem", "fffff805`2a341234", "--len", "4", "-r", reader, "--", sample.Path)).Output,
        StringComparison.Ordinal);

    [Fact]
    public async Task Other_page_tables_can_be_given()
    {
        // The image of kdmpsample.exe is mapped in its own process, not in the System process.
        string[] words = ["--virt", "-m", "0x7ff63c2a0000", "--len", "2", "--dtb"];
        Assert.Equal("00007ff63c2a0000: 4d 5a                                            MZ\n", (await CommandLineRun.OfAsync([.. words, "0x1ad000", "--", sample.Path])).Output);
        CommandLineRun system = await CommandLineRun.OfAsync([.. words, "0x150000", "--", sample.Path]);
        Assert.Equal((1, "00007ff63c2a0000: ?? ??                                            ??\n"), (system.ExitCode, system.Output));
        Assert.StartsWith("There is no virtual memory available at 0x7ff63c2a0000\n", system.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_dump_has_virtual_memory_only()
    {
        string path = DumpBytes.Triage(0xffffa88488250000).Text(0x3000, "stack").Write(sample, "small.dmp");
        Assert.Equal(
            new(0, "ffffa88488250000: 73 74 61 63 6b                                   stack\n", ""),
            await CommandLineRun.OfAsync("--virt", "-m", "ffffa88488250000", "--len", "5", "--", path));
        Assert.Equal((1, "", "small.dmp is a small dump: it has no physical memory."), Of(await CommandLineRun.OfAsync("-m", "--", path)));
    }

    private static (int ExitCode, string Output, string Error) Of(CommandLineRun run) =>
        (run.ExitCode, run.Output, run.Error.ReplaceLineEndings("\n").TrimEnd());
}
