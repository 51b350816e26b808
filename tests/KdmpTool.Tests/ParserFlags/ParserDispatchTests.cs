using KdmpTool.ParserFlags;

namespace KdmpTool.Tests.ParserFlags;

/// <summary>Which lines are flags, which are commands, and how they end when they are wrong.</summary>
public class ParserDispatchTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData("infoo", null)]
    [InlineData("infoo", "x.dmp")]
    [InlineData("infoo", "--json")]
    public async Task A_mistyped_command_is_no_dump(string command, string? argument)
    {
        CommandLineRun run = await CommandLineRun.OfAsync([command, .. argument is null ? [] : (string[])[argument]]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("Did you mean 'info'?", run.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_almost_the_name_of_a_command_is_a_dump()
    {
        string path = ParserDump.Full().Write(sample, "infoo");
        Assert.True(ParserGrammar.Covers([path], [path[..^1]]));
        Assert.False(ParserGrammar.Covers([path + "o"], [path]));
    }

    [Fact]
    public async Task Commands_keep_their_own_options() => Assert.Equal(0, (await CommandLineRun.OfAsync("read", sample.Path, "rsp", "--length", "4")).ExitCode);

    [Fact]
    public async Task A_dump_behind_two_dashes_reaches_the_flags() =>
        Assert.Equal(CppOutput.Context, (await CommandLineRun.OfAsync("-c", "--", ParserDump.Full().Write(sample, "full.dmp"))).Output);

    [Theory]
    [InlineData("-c", "-h")]
    [InlineData("x.dmp", "--help")]
    public async Task Help_among_flags_is_their_usage(params string[] words)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(words);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Usage: kdmp [FLAGS] DUMP\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n  -m, --mem [ADDRESS]     Memory as hex", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("--help")]
    public async Task Help_alone_is_the_whole_programs(string flag)
    {
        string output = (await CommandLineRun.OfAsync(flag)).Output;
        Assert.Contains("translate", output, StringComparison.Ordinal);
        Assert.DoesNotContain("parser-flags", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_flag_is_2_with_a_sentence_and_the_usage()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("-x", sample.Path);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("There is no flag '-x'.\n\nUsage: kdmp [FLAGS] DUMP\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-c")]
    [InlineData(null)]
    public async Task A_file_that_cannot_be_opened_is_1_and_named(string? flag)
    {
        CommandLineRun run = await CommandLineRun.OfAsync([.. flag is null ? [] : (string[])[flag], sample.Named("none.dmp")]);
        Assert.Equal((1, "", "There is no file 'none.dmp'."), (run.ExitCode, run.Output, run.Error.TrimEnd()));
    }
}
