using System.Text.Json.Nodes;
using KdmpTool.CommandLine;

namespace KdmpTool.Tests;

/// <summary>One run of the program, in this process.</summary>
internal sealed record CommandLineRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandLineRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await KdmpCommandLine.RunAsync(args, output, error);
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
