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
}
