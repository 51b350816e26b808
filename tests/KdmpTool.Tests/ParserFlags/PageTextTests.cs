using KdmpParser.Tests;

namespace KdmpTool.Tests.ParserFlags;

public class PageTextTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private static readonly string s_title = new string('-', 80) + "\nPhysical memory:\n";

    private string Full => ParserDump.Full().Write(sample, "full.dmp");

    [Fact]
    public async Task Without_an_address_it_is_the_beginning_of_every_page() =>
        Assert.Equal(new(0, CppOutput.Pages, ""), await CommandLineRun.OfAsync("-p", Full));

    [Fact]
    public async Task Pages_are_sorted_whatever_their_order_in_the_file() => Assert.Equal(
        // What the C++ tool printed.
        s_title
        + "00010000: bb 59 f8 96 34 d2 70 0f ad 4b e9 88 26 c4 62 00  |.Y..4.p..K..&.b.|\n"
        + "00011000: 33 d1 6f 0d ac 4a e8 86 24 c3 61 ff 9d 3c da 78  |3.o..J..$.a..<.x|\n"
        + "00200000: 44 e2 80 1e bc 5b f9 97 35 d3 72 10 ae 4c eb 89  |D....[..5.r..L..|\n",
        (await CommandLineRun.OfAsync("-p", ParserDump.Ranges(0xa).Write(sample, "complete.dmp"))).Output);

    [Fact]
    public async Task Of_a_page_that_two_runs_list_the_first_copy_is_printed() => Assert.Equal(
        s_title
        + "00010000: ef 8d 2b c9 68 06 a4 42 e0 7f 1d bb 59 f8 96 34  |..+.h..B....Y..4|\n"
        + "00011000: 66 05 a3 41 df 7d 1c ba 58 f6 94 33 d1 6f 0d ac  |f..A.}..X..3.o..|\n"
        + "00012000: 56 f4 92 30 ce 6d 0b a9 47 e5 84 22 c0 5e fd 9b  |V..0.m..G..\".^..|\n",
        (await CommandLineRun.OfAsync("-p", DumpBytes.Full((0x10, 2), (0x11, 2)).Write(sample, "overlap.dmp"))).Output);

    [Theory]
    [InlineData("0x123456000")]
    [InlineData("123456000h")]
    [InlineData("1`23456000")]
    [InlineData("0123456000")]
    [InlineData("4886716416")]
    [InlineData("0x123456fff")]
    public async Task With_an_address_it_is_the_page_around_it(string address)
    {
        CommandLineRun run = await CommandLineRun.OfAsync("-p", address, Full);
        string[] lines = run.Output.Split('\n');
        Assert.Equal(2 + 256 + 1, lines.Length);
        Assert.Equal("123456000: de 7c 1a b9 57 f5 93 31 d0 6e 0c aa 49 e7 85 23  |.|..W..1.n..I..#|", lines[2]);
        Assert.Equal("123456020: a5 43 e1 80 1e bc 5a f8 97 35 d3 71 0f ae 4c ea  |.C....Z..5.q..L.|", lines[4]);
        Assert.Equal("123456ff0: 72 10 ae 4d eb 89 27 c6 64 02 a0 3e dd 7b 19 b7  |r..M..'.d..>.{..|", lines[257]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Page_0_is_a_page() => Assert.StartsWith(
        s_title + "00000000: 41 42 20 7e 7f 80 ff 00",
        (await CommandLineRun.OfAsync("-p", "0", DumpBytes.Full((0, 2)).Write(0x2000, [0x41, 0x42, 0x20, 0x7e, 0x7f, 0x80, 0xff, 0]).Write(sample, "zero.dmp"))).Output,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_space_and_a_tilde_are_characters_and_their_neighbours_are_dots() => Assert.Contains(
        "  |AB ~....",
        (await CommandLineRun.OfAsync("-p", "0", DumpBytes.Full((0, 2)).Write(0x2000, [0x41, 0x42, 0x20, 0x7e, 0x7f, 0x80, 0x1f, 0]).Write(sample, "ascii.dmp"))).Output,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("0x5000", "0x5000")]
    [InlineData("0x5678", "0x5678")]
    [InlineData("0", "0x0")]
    [InlineData("0xffffffffffffffff", "0xffffffffffffffff")]
    public async Task A_page_that_is_missing_is_said_as_the_cpp_tool_says_it_and_is_1(string address, string printed) => Assert.Equal(
        new(1, $"{s_title}{printed} is not a valid physical address.\n", ""), await CommandLineRun.OfAsync("-p", address, Full));

    [Fact]
    public async Task The_last_frames_of_a_bitmap_that_ends_within_a_byte_are_there()
    {
        string output = (await CommandLineRun.OfAsync("-p", DumpBytes.Bitmap(5, 21, [3, 20]).Write(sample, "odd.dmp"))).Output;
        Assert.Equal(["00003000", "00014000"], output.Split('\n')[2..^1].Select(line => line[..8]));
    }

    [Fact]
    public async Task A_small_dump_has_none()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("-p", DumpBytes.Triage(0xffffa88488250000).Write(sample, "small.dmp"));
        Assert.Equal((1, s_title, "small.dmp is a small dump: it has no physical memory."), (run.ExitCode, run.Output, run.Error.TrimEnd()));
    }
}
