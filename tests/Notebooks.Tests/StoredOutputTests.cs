using System.Text.Json.Nodes;
using KdmpTool.Notebooks;

namespace Notebooks.Tests;

/// <summary>The notebooks of the repository are run, and show what is stored in them.</summary>
public class StoredOutputTests
{
    public static TheoryData<string> Names => [.. Repository.Notebooks.Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_notebook_shows_what_is_stored_in_it(string name)
    {
        string stored = File.ReadAllText(Path.Combine(Repository.Root, "notebooks", name));
        Notebook notebook = IpynbFormat.Read(stored);
        using var runner = new NotebookRunner();
        Assert.Null(await runner.RunAsync(notebook, TestContext.Current.CancellationToken));

        JsonArray before = Cells(stored), after = Cells(IpynbFormat.Write(notebook));
        for (int i = 0; i < before.Count; i++)
            Assert.Equal(before[i]!.ToJsonString(), after[i]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_code_cell_that_shows_something_has_plain_text_stored(string name)
    {
        JsonArray cells = Cells(File.ReadAllText(Path.Combine(Repository.Root, "notebooks", name)));
        JsonObject[] code = [.. cells.Select(cell => cell!.AsObject()).Where(cell => (string?)cell["cell_type"] == "code")];
        Assert.NotEmpty(code);
        Assert.All(code, cell => Assert.NotEmpty(cell["outputs"]!.AsArray()));
        Assert.All(
            code.SelectMany(cell => cell["outputs"]!.AsArray()).Where(output => (string?)output!["output_type"] == "display_data"),
            output => Assert.NotNull(output!["data"]!["text/plain"]));
    }

    private static JsonArray Cells(string document) => JsonNode.Parse(document)!["cells"]!.AsArray();
}
