using KdmpTool.Notebooks;
using Notebooks.Tests.Comparing;

namespace Notebooks.Tests.Host;

/// <summary>The real host shows what is stored in the notebooks, and what they say of it is so.</summary>
public sealed class HostTests(NotebookHost host) : IClassFixture<NotebookHost>
{
    public static TheoryData<string> Names => StoredOutputTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_notebook_shows_the_same_in_the_host(string name)
    {
        string stored = Repository.ReadNotebook(name), now = await host.RunAsync(stored);
        string difference = NotebookDifference.Between(name, HostedCells.Comparable(stored), HostedCells.Comparable(now));
        Assert.True(difference.Length == 0, difference);
    }

    /// <summary>One run of the host, as it takes seconds to start.</summary>
    [Fact]
    public async Task A_dump_is_shared_with_FSharp_and_a_line_that_fails_ends_its_cell_with_one_line()
    {
        IReadOnlyList<ShownCell> cells = await RunAsync(
            "#r \"nuget:KdmpInteractive\"",
            "#!kdmp open --sample --name dump",
            "dump.KernelModules",
            "#!fsharp\n#r \"nuget:KdmpInteractive\"",
            "#!fsharp\n#!share --from csharp dump\ndump.KernelModules",
            "Console.WriteLine(1);\n#!kdmp translate nowhere\nConsole.WriteLine(2);",
            "#!kdmp nosuch",
            "#!lsmagic");
        Assert.Equal(ShownCell.ReadAll(Repository.ReadNotebook("01-first-look.ipynb"))[1].Outputs.Single().Text, cells[1].Outputs.Single().Text);

        // Formatters that were registered in the host show the object that F# has.
        Assert.StartsWith("Modules: 3\n", cells[2].Outputs.Single().Text, StringComparison.Ordinal);
        Assert.Equal(cells[2].Outputs.Single().Html, cells[4].Outputs.Single().Html);

        // No stack trace, and what stood before it in the cell was done.
        Assert.Equal(["stream", "error"], cells[5].Outputs.Select(output => output.Kind));
        Assert.Equal("1\n", cells[5].Outputs[0].Text);
        Assert.StartsWith("Error: 'nowhere' is not an address", cells[5].Outputs[1].Text, StringComparison.Ordinal);
        Assert.StartsWith("Error: There is no command 'nosuch'", cells[6].Outputs.Single().Text, StringComparison.Ordinal);
        Assert.All(cells.SelectMany(cell => cell.Outputs).Where(output => output.Kind == "error"), error => Assert.DoesNotContain('\n', error.Text!));

        // Its subcommands are listed under it, and not as magics of their own as well.
        string magics = string.Concat(cells[7].Outputs.Select(output => output.Html));
        Assert.All((string[])["#!kdmp", "open", "translate"], name => Assert.Equal(1, magics.Split($">{name}</span>").Length - 1));
    }

    private async Task<IReadOnlyList<ShownCell>> RunAsync(params string[] cells) =>
        HostedCells.Comparable(await host.RunAsync(IpynbFormat.Write(new([.. cells.Select(source => new NotebookCell(NotebookCell.CSharp, source))]))));
}
