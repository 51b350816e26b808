using KdmpParser;

namespace KdmpTool.Tests.Reports;

/// <summary>A folder for dumps and the reports of them, for as long as a test class runs.</summary>
public sealed class ReportFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp-report-").FullName;

    public ReportFolder() => KdmpSample.Write(Sample = At("sample.dmp"));

    public string Sample { get; }

    public string At(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a report, also where there is one.</summary>
    /// <param name="dump">The path of the dump.</param>
    /// <param name="name">The report's file, in this folder.</param>
    /// <param name="options">More of the command line.</param>
    /// <returns>What was written.</returns>
    public async Task<string> WriteAsync(string dump, string name, params string[] options)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(["report", dump, "-o", At(name), "--force", .. options]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return await File.ReadAllTextAsync(At(name), TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
