using KdmpTool.Notebooks;

namespace Notebooks.Tests;

public class NotebookRunnerTests
{
    private const string Load = "#r \"nuget:KdmpInteractive\"\n";

    [Fact]
    public async Task A_dump_opened_by_a_command_is_a_typed_variable_in_the_next_line_of_the_same_cell()
    {
        Notebook notebook = DibFormat.Read(Load + "#!kdmp open --sample --name crash\ncrash.Header.Build + 1");
        Assert.Null(await RunAsync(notebook));
        Assert.Equal("19042", Assert.IsType<CellOutput.Display>(notebook.Cells[0].Outputs[^1]).Text);
    }

    [Fact]
    public async Task What_is_written_and_what_is_displayed_keep_their_order()
    {
        Notebook notebook = DibFormat.Read("Console.Write(\"a\");\nConsole.WriteLine(1);\n6 * 7");
        Assert.Null(await RunAsync(notebook));
        Assert.Equal("a1\n", Assert.IsType<CellOutput.Stream>(notebook.Cells[0].Outputs[0]).Text);
        Assert.Equal("42", Assert.IsType<CellOutput.Display>(notebook.Cells[0].Outputs[1]).Text);
    }

    [Fact]
    public async Task What_is_written_to_standard_error_is_stored_as_well()
    {
        Notebook notebook = DibFormat.Read("Console.Write(\"a\");\nConsole.Error.WriteLine(\"b\");");
        Assert.Null(await RunAsync(notebook));
        Assert.Equal("ab\n", Assert.IsType<CellOutput.Stream>(Assert.Single(notebook.Cells[0].Outputs)).Text);
    }

    [Theory]
    [InlineData("#!kdmp info", "#!kdmp is not known yet")]
    [InlineData(Load + "#!kdmp info", "No dump is open")]
    [InlineData("#r \"nuget:Newtonsoft.Json\"", ".NET Interactive")]
    [InlineData("#i \"nuget:elsewhere\"", ".NET Interactive")]
    [InlineData("#!time", ".NET Interactive")]
    [InlineData("#!fsharp\n1", ".NET Interactive")]
    [InlineData("int x = \"a\";", "CS0029")]
    [InlineData("throw new InvalidOperationException(\"no\");", "no")]
    public async Task What_cannot_be_run_ends_the_run_with_the_reason(string text, string reason)
    {
        Notebook notebook = DibFormat.Read("#!markdown\nfirst\n#!csharp\n" + text + "\n#!csharp\nConsole.WriteLine(\"never\");");
        NotebookFailure? failure = await RunAsync(notebook);
        Assert.Equal(2, failure?.Cell);
        Assert.Contains(reason, failure!.Message, StringComparison.Ordinal);
        Assert.Empty(notebook.Cells[2].Outputs);
    }

    [Fact]
    public async Task The_page_needs_nothing_else_and_has_plotly_once()
    {
        Notebook notebook = DibFormat.Read(Load + "#!kdmp open --sample\n#!kdmp map\n#!kdmp map");
        Assert.Null(await RunAsync(notebook));
        string page = HtmlPage.Of(notebook);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<div data-kdmp-chart=").Length - 1);
        Assert.Single(page.Split('\n'), line => line.StartsWith("<script>/**", StringComparison.Ordinal));
        Assert.DoesNotContain("<script src", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_charts_is_small()
    {
        Notebook notebook = DibFormat.Read(Load + "#!kdmp open --sample\n#!kdmp context");
        Assert.Null(await RunAsync(notebook));
        Assert.InRange(HtmlPage.Of(notebook).Length, 1, 30_000);
    }

    [Fact]
    public async Task Code_and_errors_are_encoded_in_the_page()
    {
        Notebook notebook = DibFormat.Read("throw new Exception(\"<script>alert(1)</script>\");");
        await RunAsync(notebook);
        Assert.DoesNotContain("<script>", HtmlPage.Of(notebook), StringComparison.Ordinal);
    }

    private static async Task<NotebookFailure?> RunAsync(Notebook notebook)
    {
        using var runner = new NotebookRunner();
        return await runner.RunAsync(notebook, TestContext.Current.CancellationToken);
    }
}
