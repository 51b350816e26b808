using System.Text.Json.Nodes;

namespace KdmpTool.Tests;

public class HelpTests
{
    [Fact]
    public async Task Help_for_programs_is_an_object_for_each_command()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("help", "--json");
        JsonNode[] commands = [.. run.Output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!)];
        string[] names = [.. commands.Select(command => (string)command["name"]!)];
        Assert.Equal(
            "info structure context exception bugcheck pages page read translate map regions modules processes processors blobs search strings diff convert sample run help stack report completion".Split(' ').Except(names),
            []);
        JsonNode read = commands.Single(command => (string?)command["name"] == "read");
        Assert.Equal(["DUMP", "ADDRESS"], read["arguments"]!.AsArray().Select(argument => (string?)argument!["name"]));
        JsonNode unit = read["options"]!.AsArray().Single(option => (string?)option!["name"] == "--as")!;
        Assert.Equal(["bytes", "words", "dwords", "qwords", "pointers"], unit["choices"]!.AsArray().Select(choice => (string?)choice).Order(Comparer<string?>.Create((a, b) => Order(a) - Order(b))));
        Assert.Equal("--len", (string?)read["options"]!.AsArray().Single(option => (string?)option!["name"] == "--length")!["aliases"]![0]);
    }

    [Fact]
    public async Task Help_for_a_command_that_does_not_exist_names_the_nearest()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("help", "trnaslate");
        Assert.Equal((2, "There is no command 'trnaslate'. Did you mean 'translate'?"), (run.ExitCode, run.Error.TrimEnd()));
    }

    [Theory]
    [InlineData("read --lenght 4", "read has no option --lenght. Did you mean '--length'?")]
    [InlineData("info --jsn", "info has no option --jsn. Did you mean '--json'?")]
    public async Task A_mistyped_option_is_answered_with_the_nearest(string line, string expected)
    {
        string[] words = line.Split(' ');
        Assert.Equal(new(2, "", expected), await CommandLineRun.OfAsync([words[0], "x.dmp", .. words[1..]]) is var run ? run with { Error = run.Error.TrimEnd() } : null);
    }

    private static int Order(string? unit) => Array.IndexOf(["bytes", "words", "dwords", "qwords", "pointers"], unit);
}
