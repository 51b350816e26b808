using KdmpTool.CommandLine;
using KdmpTool.Terminal;

namespace Notebooks.Tests;

/// <summary>Runs of the program in this process.</summary>
internal static class Shell
{
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => Task.Run(() =>
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = KdmpCommandLine.Run(args, new Streams(output, error));
        return (exitCode, output.ToString(), error.ToString());
    });
}
