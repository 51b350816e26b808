using System.Diagnostics;

namespace KdmpTool.Tests;

/// <summary>The program as a process of its own, in a shell: for what only a shell has, such as pipes.</summary>
internal static class BuiltProgram
{
    /// <summary>Stands for the installed program in a script.</summary>
    public static string Name { get; } = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "kdmp.dll")}'";

    /// <summary>The lines that a script writes; the test is skipped where there is no such shell.</summary>
    public static string[] Run(string shell, string script)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell))), $"There is no {shell} here.");
        using Process process = Process.Start(new ProcessStartInfo(shell, ["-c", script]) { RedirectStandardOutput = true })!;
        using CancellationTokenRegistration end = TestContext.Current.CancellationToken.Register(() => process.Kill(entireProcessTree: true));
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.TrimEnd().Split('\n');
    }
}
