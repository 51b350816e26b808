using System.Text.Json.Nodes;
using KdmpParser;

namespace Notebooks.Tests;

public sealed class RunCommandTests : IDisposable
{
    private const string Load = "#r \"nuget:KdmpInteractive\"\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_page_and_an_executed_notebook_are_written()
    {
        string notebook = Write("a.dib", "#!markdown\n# Title & more\n#!csharp\n6 * 7");
        (int exitCode, string output, string error) = await RunAsync(notebook, "--html", At("a.html"), "--output", At("a.ipynb"));
        Assert.Equal((0, "", ""), (exitCode, output, error));
        Assert.Contains("<title>Title &amp; more</title>", File.ReadAllText(At("a.html")), StringComparison.Ordinal);
        JsonNode cell = JsonNode.Parse(File.ReadAllText(At("a.ipynb")))!["cells"]![1]!;
        Assert.Equal("42", (string?)cell["outputs"]![0]!["data"]!["text/plain"]![0]);
    }

    [Fact]
    public async Task Without_a_file_to_write_the_outputs_are_printed() =>
        Assert.Equal((0, "42\n\n", ""), await RunAsync(Write("a.dib", "6 * 7")));

    [Fact]
    public async Task A_failing_cell_is_named_and_the_page_shows_it()
    {
        string notebook = Write("a.dib", "#!markdown\ntext\n#!csharp\n#!kdmp info");
        (int exitCode, _, string error) = await RunAsync(notebook, "--html", At("a.html"));
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Cell 2 failed: #!kdmp is not known yet", error, StringComparison.Ordinal);
        Assert.Contains("NotLoaded: #!kdmp is not known yet", File.ReadAllText(At("a.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_update_leaves_the_notebook_as_it_was()
    {
        await RunAsync(Write("a.dib", "1"), "--output", At("a.ipynb"));
        string broken = File.ReadAllText(At("a.ipynb")).Replace("\"1\"\n", "\"throw null;\"\n", StringComparison.Ordinal);
        File.WriteAllText(At("a.ipynb"), broken);
        Assert.Contains("throw null;", broken, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(At("a.ipynb"), "--update")).ExitCode);
        Assert.Equal(broken, File.ReadAllText(At("a.ipynb")));
    }

    [Fact]
    public async Task An_update_is_of_the_notebook_itself_also_where_a_link_names_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link takes a privilege on Windows.");
        await RunAsync(Write("a.dib", "1"), "--output", At("a.ipynb"));
        File.WriteAllText(At("a.ipynb"), File.ReadAllText(At("a.ipynb")).Replace("\"1\"\n", "\"6 * 7\"\n", StringComparison.Ordinal));
        File.CreateSymbolicLink(At("link.ipynb"), At("a.ipynb"));
        Assert.Equal(0, (await RunAsync(At("link.ipynb"), "--update")).ExitCode);
        Assert.Equal(At("a.ipynb"), new FileInfo(At("link.ipynb")).LinkTarget);
        Assert.Contains("42", File.ReadAllText(At("a.ipynb")), StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(At("a.ipynb"), "--update", "--output", At("a.ipynb"), "--force")).ExitCode);
    }

    [Fact]
    public async Task Paths_in_cells_are_relative_to_the_notebook()
    {
        KdmpSample.Write(At("my dump.dmp"), DumpType.CompleteMemory);
        (int exitCode, string output, _) = await RunAsync(Write("a.dib", Load + "#!kdmp open my dump.dmp\ndump.Type"));
        Assert.Equal(0, exitCode);
        Assert.EndsWith("CompleteMemory\n\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.ipynb", "The notebook cannot be read")]
    [InlineData("text.ipynb", "The notebook is not a valid .ipynb file")]
    public async Task A_notebook_that_is_none_is_1(string name, string reason)
    {
        Write("text.ipynb", "# not JSON");
        (int exitCode, _, string error) = await RunAsync(At(name));
        Assert.Equal(1, exitCode);
        Assert.StartsWith(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executed_notebook_under_another_ending_is_wrong_usage() =>
        Assert.Equal(2, (await RunAsync(Write("a.dib", "1"), "--output", At("a.html"))).ExitCode);

    private string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public async Task For_programs_each_code_cell_is_a_line()
    {
        string notebook = Write("lines.dib", "#!markdown\n# Title\n#!csharp\n6 * 7\n#!csharp\nthrow new Exception(\"no\");");
        (int exitCode, string output, string error) = await RunAsync(notebook, "--json");
        JsonNode[] lines = [.. output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!)];
        Assert.Equal((1, "Cell 3 failed: no"), (exitCode, error.TrimEnd()));
        Assert.Equal([2, 3], lines.Select(line => (int)line["cell"]!));
        Assert.Equal("42", (string?)lines[0]["outputs"]![0]!["data"]!["text/plain"]![0]);
        Assert.Equal("no", (string?)lines[1]["outputs"]![0]!["evalue"]);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => Shell.RunAsync(["run", .. args]);
}
