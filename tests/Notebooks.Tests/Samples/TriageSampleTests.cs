using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;
using Notebooks.Tests.Host;

namespace Notebooks.Tests.Samples;

/// <summary>The program of one file, run as its reader would, with the packages that were just built.</summary>
public sealed class TriageSampleTests(LocalFeed feed) : IClassFixture<LocalFeed>, IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kdmp-sample-");

    private static string Source => Path.Combine(Repository.Root, "samples", "triage.cs");

    public async ValueTask InitializeAsync()
    {
        await feed.ServeAsync(_folder.FullName);
        File.Copy(Source, At("triage.cs"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_prints_a_triage_and_writes_the_same_as_a_page()
    {
        KdmpSample.Write(At("memory.dmp"), DumpType.Triage);
        (int exitCode, string output) = await RunAsync("memory.dmp", "report.html");
        Assert.True(exitCode == 0, output);

        using KernelDump dump = KernelDump.Open(At("memory.dmp"));
        string page = await File.ReadAllTextAsync(At("report.html"), TestContext.Current.CancellationToken);
        foreach (object part in (object[])[dump, dump.ExplainBugCheck()!, dump.Exception!, dump.Unwind(dump.Context!), dump.FindSuspects()])
        {
            Assert.True(ShownTypes.TryGetView(part, out View? view));
            Assert.Contains(view.ToText(), output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Contains(view.ToHtml(), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_dump_is_one_line()
    {
        await File.WriteAllTextAsync(At("notes.txt"), "no dump", TestContext.Current.CancellationToken);
        (int exitCode, string output) = await RunAsync("notes.txt", "report.html");
        Assert.Equal(1, exitCode);
        Assert.Single(output.TrimEnd().Split('\n'));
        Assert.False(File.Exists(At("report.html")));
    }

    [Fact]
    public void It_is_short() => Assert.InRange(File.ReadAllLines(Source).Length, 1, 39);

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => ChildProcess.RunAsync(
        "dotnet",
        ["run", "triage.cs", .. arguments],
        _folder.FullName,

        // Else a package of the same version that was restored before is taken; and no build server may outlive the test.
        new Dictionary<string, string> { ["NUGET_PACKAGES"] = At("packages"), ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" },
        s_limit);
}
