using System.Text.Json.Nodes;
using KdmpTool.CommandLine;
using KdmpTool.Terminal;

namespace KdmpTool.Tests;

/// <summary>One run of the program, in this process.</summary>
internal sealed record CommandLineRun(int ExitCode, string Output, string Error)
{
    public static Task<CommandLineRun> OfAsync(params string[] args) => Task.Run(() => Of(args));

    /// <param name="args">The command line.</param>
    /// <param name="hasColors">Whether the output is a terminal that shows colours.</param>
    public static CommandLineRun Of(string[] args, bool hasColors = false)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = KdmpCommandLine.Run(args, new Streams(output, error) { HasColors = hasColors });
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs with <c>--json</c> and compares the one object or array that is printed.</summary>
    public static async Task IsJsonAsync(string expected, params string[] args)
    {
        CommandLineRun run = await OfAsync([.. args, "--json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(run.Output)!.ToJsonString());
    }
}
