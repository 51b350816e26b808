namespace KdmpTool.Tests;

public class ExitCodeTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData("info", "--nope")]
    [InlineData("nope", null)]
    [InlineData("read", "zzz")]
    [InlineData("read", null)]
    [InlineData("translate", null)]
    [InlineData("context", "--kind=nope")]
    public async Task Wrong_usage_is_2_with_one_sentence(string command, string? argument)
    {
        CommandLineRun run = await CommandLineRun.OfAsync([command, sample.Path, .. argument is null ? [] : (string[])[argument]]);
        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1k")]
    [InlineData("99999999999")]
    public async Task A_length_that_is_no_count_is_2(string length) =>
        Assert.Equal(2, (await CommandLineRun.OfAsync("read", sample.Path, "0x1000", "--length", length)).ExitCode);

    [Fact]
    public async Task A_missing_page_is_1() => Assert.Equal(1, (await CommandLineRun.OfAsync("page", sample.Path, "0x5000")).ExitCode);

    [Fact]
    public async Task A_context_that_the_dump_does_not_hold_is_1()
    {
        // Without the address of KDDEBUGGER_DATA64 (header, 0x80) nothing leads to the processor.
        byte[] bytes = File.ReadAllBytes(sample.Path);
        "PAGEPAGE"u8.CopyTo(bytes.AsSpan(0x80));
        File.WriteAllBytes(sample.Named("less.dmp"), bytes);
        CommandLineRun run = await CommandLineRun.OfAsync("context", sample.Named("less.dmp"), "--kind", "bugcheck");
        Assert.Equal(new(1, "", "less.dmp has no context of kind bugcheck; it has header, exception.\n"), run with { Error = run.Error.ReplaceLineEndings("\n") });
    }

    [Fact]
    public async Task A_missing_file_is_1_and_named()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("info", sample.Named("none.dmp"));
        Assert.Equal(new(1, "", "There is no file 'none.dmp'.\n"), run with { Error = run.Error.ReplaceLineEndings("\n") });
    }

    [Fact]
    public async Task A_file_that_is_no_dump_is_1_and_says_what_it_is()
    {
        File.WriteAllText(sample.Named("mini.dmp"), "MDMP and more");
        CommandLineRun run = await CommandLineRun.OfAsync("info", sample.Named("mini.dmp"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("The file is a user-mode minidump", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_an_address_has_no_page_is_an_answer() =>
        Assert.Equal(0, (await CommandLineRun.OfAsync("translate", sample.Path, "0x1234")).ExitCode);

    [Fact]
    public async Task No_command_at_all_is_2_with_the_help()
    {
        CommandLineRun run = await CommandLineRun.OfAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("translate", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    [InlineData("help", "translate")]
    public async Task Help_is_0(params string[] args)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(args);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("translate", run.Output, StringComparison.Ordinal);
    }
}
