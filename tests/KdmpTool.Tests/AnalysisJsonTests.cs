using System.Text.Json.Nodes;
using KdmpParser.Tests;

namespace KdmpTool.Tests;

/// <summary><c>suspects</c> and <c>hunt</c> for programs, about the sample and about real small dumps.</summary>
public sealed class AnalysisJsonTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private static readonly string[] s_hunts = ["rwx", "code", "headers", "images", "processes"];

    [Fact]
    public async Task Suspects_are_one_object_with_the_first_module_first()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("suspects", sample.Path, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonNode json = JsonNode.Parse(run.Output)!, first = json["modules"]![0]!, fact = first["evidence"]![0]!;
        Assert.Null(json["reasonNotRanked"]);
        Assert.Equal(("kdmpdemo.sys", 1), ((string?)first["name"], (int?)first["rank"]));
        Assert.Equal(("faultingInstruction", "certain"), ((string?)fact["kind"], (string?)fact["certainty"]));
        Assert.Equal((string?)json["place"], (string?)fact["value"]);
    }

    [Fact]
    public async Task Where_no_module_is_named_none_has_a_rank()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("suspects", RealDump.Find("win10_arm64_mem.dmp"), "--json");
        JsonNode json = JsonNode.Parse(run.Output)!;
        Assert.Contains("on purpose", (string?)json["reasonNotRanked"], StringComparison.Ordinal);
        Assert.All(json["modules"]!.AsArray(), module => Assert.Null(module!["rank"]));
    }

    [Fact]
    public async Task A_hunt_is_an_object_a_line_and_each_says_of_what()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("hunt", sample.Path, "--json");
        Assert.Equal(0, run.ExitCode);
        JsonNode[] lines = Lines(run);
        Assert.Equal(s_hunts, lines.Select(line => (string?)line["hunt"]).Distinct());
        Assert.Equal(4, lines.Count(line => (string?)line["hunt"] == "processes" && (bool?)line["listed"] == true));
    }

    [Theory]
    [InlineData("rwx")]
    [InlineData("code")]
    [InlineData("headers")]
    [InlineData("images")]
    [InlineData("processes")]
    public async Task One_thing_can_be_hunted_alone(string what)
    {
        CommandLineRun run = await CommandLineRun.OfAsync("hunt", sample.Path, what, "--json", "--max", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.All(Lines(run), line => Assert.Equal(what, (string?)line["hunt"]));
        Assert.InRange(Lines(run).Count(line => line["failure"] is null), 0, 1);
    }

    [Fact]
    public async Task What_nobody_knows_is_wrong_usage()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("hunt", sample.Path, "process");
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("Did you mean 'processes'?", run.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "rwx")]
    [InlineData(0, "headers")]
    [InlineData(0)]
    public async Task What_a_small_dump_cannot_say_is_a_failure_where_nothing_else_was_asked(int exitCode, params string[] what)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(["hunt", RealDump.Find("triage_x64.dmp"), .. what]);
        Assert.Equal(exitCode, run.ExitCode);
        if (what is ["rwx"])
            Assert.Equal("hunt rwx: a small dump holds no page tables, so it does not say what is executable.", run.Error.TrimEnd());
    }

    private static JsonNode[] Lines(CommandLineRun run) => [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
