using System.Diagnostics;

namespace Notebooks.Tests.Documents;

/// <summary>
/// A line of a shell example. A comment behind it that is a sentence, with its full stop, is what the line says instead of doing its work;
/// any other comment is a remark.
/// </summary>
internal sealed record ShellLine(string Command, string? Refusal)
{
    private const string Name = "bash";

    /// <summary>Why no line can be run here; <see langword="null"/> where they can.</summary>
    public static string? Obstacle { get; } =
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Name))) ? null : $"There is no {Name} here.";

    public static IEnumerable<ShellLine> Of(string example) => example.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Parse);

    /// <summary>Runs it where programs of <paramref name="programs"/> are found first.</summary>
    /// <returns>What it writes, errors last.</returns>
    public string Run(string programs, IReadOnlyDictionary<string, string> environment)
    {
        // As in a script that was written with care: a command that fails in the middle of a pipe is a failure.
        var start = new ProcessStartInfo(Name, ["-o", "pipefail", "-c", Command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = programs + Path.PathSeparator + start.Environment["PATH"];
        foreach ((string variable, string value) in environment)
            start.Environment[variable] = value;
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration end = TestContext.Current.CancellationToken.Register(() => process.Kill(entireProcessTree: true));
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        string written = output.Result + error.Result;
        Assert.True(process.ExitCode == 0 == Refusal is null, $"'{Command}' ended with {process.ExitCode}: {written}");
        if (Refusal is not null)
            Assert.Contains(Refusal, written, StringComparison.Ordinal);
        return written;
    }

    private static ShellLine Parse(string line)
    {
        int comment = line.IndexOf(" # ", StringComparison.Ordinal);
        return comment < 0 ? new(line, null) : new(line[..comment].TrimEnd(), line.EndsWith('.') ? line[(comment + 3)..] : null);
    }
}
