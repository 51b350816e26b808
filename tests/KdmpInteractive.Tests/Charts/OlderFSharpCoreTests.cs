using System.Diagnostics;

namespace KdmpInteractive.Tests.Charts;

/// <summary>What happens in a process like a notebook host's: Plotly.NET 6.0.0 asks for FSharp.Core 10.1, and 10.0 is loaded.</summary>
public class OlderFSharpCoreTests
{
    [Fact]
    public async Task A_chart_is_made_with_the_older_FSharp_Core_of_the_host()
    {
        (int exitCode, string output) = await RunAsync("chart");
        Assert.StartsWith("FSharp.Core, Version=10.0.", output, StringComparison.Ordinal);
        Assert.Contains("\"heatmap\"", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Without_the_binding_the_first_touch_of_a_chart_fails()
    {
        (int exitCode, string output) = await RunAsync("unprepared");
        Assert.Contains("FSharp.Core, Version=10.1", output, StringComparison.Ordinal);
        Assert.Contains("FileNotFoundException", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
    }

    [Fact]
    public async Task The_map_of_the_command_line_loads_nothing_of_Plotly()
    {
        (int exitCode, string output) = await RunAsync("map");
        Assert.Contains("Occupancy of physical memory", output, StringComparison.Ordinal);
        Assert.EndsWith("Plotly.NET is not loaded", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string what)
    {
        // Built beside this project, for the same configuration and framework.
        string program = AppContext.BaseDirectory.Replace("KdmpInteractive.Tests", "OlderFSharpCore", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "OlderFSharpCore.dll"), what]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
