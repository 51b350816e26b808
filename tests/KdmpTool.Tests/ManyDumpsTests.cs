using System.Text.Json.Nodes;
using KdmpParser;

namespace KdmpTool.Tests;

/// <summary>One command over many dumps: a line of JSON each, and one bad file does not keep the others from being read.</summary>
public class ManyDumpsTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public async Task Each_dump_is_a_line_that_names_it_and_a_bad_one_is_an_object_too()
    {
        string none = sample.Named("none.dmp"), text = sample.Named("text.dmp");
        File.WriteAllText(text, "no dump");
        CommandLineRun run = await CommandLineRun.OfAsync("info", sample.Path, none, text, sample.Path, "--json");
        JsonNode[] lines = [.. run.Output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([sample.Path, none, text, sample.Path], lines.Select(line => (string?)line["file"]));
        Assert.Equal([null, "fileUnavailable", "notADump", null], lines.Select(line => (string?)line["error"]));
        Assert.Equal(["Full", null, null, "Full"], lines.Select(line => (string?)line["dumpType"]));
        Assert.Equal("There is no file 'none.dmp'.", (string?)lines[1]["message"]);
        Assert.Equal([$"{none}: There is no file 'none.dmp'.", $"{text}: {lines[2]["message"]}"], run.Error.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_list_stands_under_the_name_of_its_command()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("processes", sample.Path, sample.Path, "--json");
        JsonNode line = JsonNode.Parse(run.Output.Split('\n')[1])!;
        Assert.Equal((sample.Path, "System"), ((string?)line["file"], (string?)line["processes"]![0]!["name"]));
    }

    [Fact]
    public async Task What_a_dump_does_not_have_is_an_object_too()
    {
        File.Copy(sample.Path, sample.Named("less.dmp"), overwrite: true);
        byte[] bytes = File.ReadAllBytes(sample.Path);
        "PAGE"u8.CopyTo(bytes.AsSpan(0x38));
        File.WriteAllBytes(sample.Named("less.dmp"), bytes);
        CommandLineRun run = await CommandLineRun.OfAsync("bugcheck", sample.Named("less.dmp"), sample.Path, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            new JsonObject { ["file"] = sample.Named("less.dmp"), ["error"] = "unavailable", ["message"] = "less.dmp records no bug check." }.ToJsonString(),
            run.Output.Split('\n')[0]);
        Assert.Equal("0x7e", (string?)JsonNode.Parse(run.Output.Split('\n')[1])!["code"]);
    }

    [Fact]
    public async Task Text_of_several_dumps_has_a_line_above_each()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("bugcheck", sample.Path, sample.Path);
        Assert.Equal(2, run.Output.Split('\n').Count(line => line == $"==> {sample.Path} <=="));
        Assert.DoesNotContain("==>", (await CommandLineRun.OfAsync("bugcheck", sample.Path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_means_the_files_that_match_and_a_file_of_that_name_itself()
    {
        string folder = Directory.CreateDirectory(sample.Named("many")).FullName;
        foreach (string name in (string[])["b.dmp", "a.dmp", "c.txt"])
            File.Copy(sample.Path, Path.Combine(folder, name), overwrite: true);
        CommandLineRun run = await CommandLineRun.OfAsync("info", Path.Combine(folder, "*.dmp"), "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            [Path.Combine(folder, "a.dmp"), Path.Combine(folder, "b.dmp")],
            run.Output.TrimEnd().Split('\n').Select(line => (string?)JsonNode.Parse(line)!["file"]));

        CommandLineRun none = await CommandLineRun.OfAsync("info", Path.Combine(folder, "*.nope"), "--json");
        Assert.Equal((1, $"No file matches '{Path.Combine(folder, "*.nope")}'."), (none.ExitCode, none.Error.TrimEnd()));
    }

    [Fact]
    public async Task A_list_of_dumps_can_stand_in_a_file_and_each_line_names_its_dump()
    {
        string list = sample.Named("list.txt");
        File.WriteAllText(list, $"\n  {sample.Path}  \n{sample.Named("none.dmp")}\n");
        CommandLineRun run = await CommandLineRun.OfAsync("pages", "--from", list, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([413, null], run.Output.TrimEnd().Split('\n').Select(line => (int?)JsonNode.Parse(line)!["pageCount"]));
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("mapped")]
    public async Task How_the_file_is_read_changes_no_answer(string access)
    {
        string all = (await CommandLineRun.OfAsync("search", sample.Path, "48 8b", "--json")).Output;
        Assert.Equal(new(0, all, ""), await CommandLineRun.OfAsync("search", sample.Path, "48 8b", "--json", "--access", access));
    }

    [Fact]
    public async Task A_truncated_dump_is_opened_where_that_is_allowed()
    {
        string path = sample.Named("cut.dmp");
        File.WriteAllBytes(path, File.ReadAllBytes(sample.Path)[..0x10000]);
        CommandLineRun refused = await CommandLineRun.OfAsync("pages", path, "--json");
        Assert.Equal((1, "truncated"), (refused.ExitCode, (string?)JsonNode.Parse(refused.Output)!["error"]));
        Assert.EndsWith("With --allow-truncated it is opened all the same.", refused.Error.TrimEnd(), StringComparison.Ordinal);

        CommandLineRun allowed = await CommandLineRun.OfAsync("pages", path, "--allow-truncated", "--json");
        Assert.Equal((0, (0x10000 - 0x2000) / PhysicalAddress.PageSize), (allowed.ExitCode, (int)JsonNode.Parse(allowed.Output)!["pageCount"]!));
    }
}
