using System.Text.Json.Nodes;
using KdmpTool.Notebooks;
using Notebooks.Tests.Comparing;

namespace Notebooks.Tests;

/// <summary>The notebooks of the repository are run, and show what is stored in them.</summary>
public class StoredOutputTests
{
    public static TheoryData<string> Names => [.. Repository.Notebooks.Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_notebook_shows_what_is_stored_in_it(string name)
    {
        string stored = Repository.ReadNotebook(name);
        Notebook notebook = IpynbFormat.Read(stored);
        using var runner = new NotebookRunner();
        NotebookFailure? failure = await runner.RunAsync(notebook, TestContext.Current.CancellationToken);
        Assert.True(failure is null, $"{name}, cell {failure?.Cell}: {failure?.Message}");

        string now = IpynbFormat.Write(notebook), difference = NotebookDifference.Between(name, ShownCell.ReadAll(stored), ShownCell.ReadAll(now));
        Assert.True(difference.Length == 0, difference);

        // What is not shown: the order in which the cells ran, and the document around them.
        Assert.Equal(JsonNode.Parse(stored)!.ToJsonString(), JsonNode.Parse(now)!.ToJsonString());
    }
}
