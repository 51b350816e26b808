using System.Text.Json.Nodes;
using KdmpParser;
using KdmpTool.Notebooks;

namespace Notebooks.Tests;

/// <summary>A report as a notebook is one: it runs again, where it stands, and shows the same.</summary>
public sealed class ReportRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("report.ipynb", "sample.dmp")]
    [InlineData("reports/of june/report.ipynb", "my dumps/it's a crash.dmp")]
    public async Task A_report_runs_again_and_shows_the_same(string report, string dump)
    {
        Make(dump);
        await RunAsync("report", At(dump), "-o", MakeFolder(report));
        await RunAsync("run", At(report), "--output", At("again.ipynb"));
        Assert.Equal(File.ReadAllText(At(report)), File.ReadAllText(At("again.ipynb")));
    }

    [Fact]
    public async Task A_redacted_report_runs_on_a_dump_that_lies_beside_it()
    {
        Make("owner/private name.dmp");
        await RunAsync("report", At("owner/private name.dmp"), "-o", MakeFolder("sent/report.ipynb"), "--redact");
        Assert.StartsWith("Cell 4 failed: There is no file 'memory.dmp'.", (await RunAsync(1, "run", At("sent/report.ipynb"))).Error, StringComparison.Ordinal);
        Make("sent/memory.dmp");
        await RunAsync("run", At("sent/report.ipynb"), "--output", At("again.ipynb"));
        Assert.Equal(Sources("sent/report.ipynb"), Sources("again.ipynb"));
    }

    [Fact]
    public async Task Code_goes_on_where_a_report_ends()
    {
        Make("sample.dmp");
        await RunAsync("report", At("sample.dmp"), "-o", At("report.ipynb"));
        Notebook report = IpynbFormat.Read(File.ReadAllText(At("report.ipynb")));
        File.WriteAllText(At("longer.dib"), string.Concat(report.Cells.Where(cell => !cell.IsMarkdown).Select(cell => cell.Source + "\n")) + "dump.FindStackCandidates().Count");
        Assert.EndsWith("\n8\n\n", (await RunAsync("run", At("longer.dib"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_that_a_report_names_to_go_on_with_run()
    {
        Make("sample.dmp");
        await RunAsync("report", At("sample.dmp"), "-o", At("report.md"));
        string[] lines = [.. File.ReadAllLines(At("report.md")).Where(line => line.StartsWith("- `#!kdmp ", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        Assert.True(lines.Length > 5);
        File.WriteAllText(At("on.dib"), $"#r \"nuget:KdmpInteractive\"\n#!kdmp open sample.dmp\n{string.Join('\n', lines)}");
        await RunAsync("run", At("on.dib"));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string MakeFolder(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        return At(name);
    }

    private void Make(string dump) => KdmpSample.Write(MakeFolder(dump));

    private string[] Sources(string notebook) =>
        [.. JsonNode.Parse(File.ReadAllText(At(notebook)))!["cells"]!.AsArray().Select(cell => cell!["source"]!.ToJsonString())];

    private static Task<(string Output, string Error)> RunAsync(params string[] args) => RunAsync(0, args);

    private static async Task<(string Output, string Error)> RunAsync(int exitCode, params string[] args)
    {
        (int actual, string output, string error) = await Shell.RunAsync(args);
        Assert.Equal(exitCode, actual);
        return (output, error);
    }
}
