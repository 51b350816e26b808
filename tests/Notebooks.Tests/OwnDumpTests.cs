using System.Text.RegularExpressions;
using KdmpParser;
using KdmpTool.Notebooks;
using Notebooks.Tests.Comparing;

namespace Notebooks.Tests;

/// <summary>The notebooks teach on any dump: <c>KDMP_DUMP</c> names one to run them all on.</summary>
public sealed partial class OwnDumpTests
{
    private const int MaxHtml = 64 << 10;

    public static TheoryData<string> Names => StoredOutputTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_notebook_runs_on_a_dump_that_it_was_not_written_on(string name)
    {
        string? dump = Environment.GetEnvironmentVariable("KDMP_DUMP");
        Assert.SkipWhen(string.IsNullOrEmpty(dump), "KDMP_DUMP names no dump to run the notebooks on.");
        Notebook notebook = On(IpynbFormat.Read(Repository.ReadNotebook(name)), dump!, out bool onAnyDump);
        Assert.SkipWhen(!onAnyDump && IsSmall(dump!), $"{name} needs physical memory, which a small dump does not have.");

        using var runner = new NotebookRunner();
        NotebookFailure? failure = await runner.RunAsync(notebook, TestContext.Current.CancellationToken);
        Assert.True(failure is null, $"{name}, cell {failure?.Cell}: {failure?.Message}");
        IReadOnlyList<ShownCell> stored = ShownCell.ReadAll(Repository.ReadNotebook(name)), now = ShownCell.ReadAll(IpynbFormat.Write(notebook));
        string problems = string.Join('\n', stored.Zip(now).SelectMany(cell => Problems(cell.First, cell.Second)));
        Assert.True(problems.Length == 0, $"{name}:\n{problems}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_opens_its_dump_in_a_line_in_which_another_can_be_named(string name) =>
        Assert.Contains(IpynbFormat.Read(Repository.ReadNotebook(name)).Cells, IsOpening);

    private static IEnumerable<string> Problems(ShownCell stored, ShownCell now)
    {
        if (stored.Outputs.Count > 0 && now.Outputs.Count == 0)
            yield return $"{now.Title}: shows nothing";
        foreach (ShownOutput output in now.Outputs)
        {
            if (string.IsNullOrWhiteSpace(output.Text))
                yield return $"{now.Title}: has no plain text";
            int length = Script().Replace(output.Html ?? "", "").Length;
            if (length > MaxHtml)
                yield return $"{now.Title}: is {length} characters of HTML";
        }
    }

    /// <summary>The notebook with the dump in place of the sample in the first line that opens one.</summary>
    private static Notebook On(Notebook notebook, string dump, out bool onAnyDump)
    {
        NotebookCell opening = notebook.Cells.First(IsOpening);
        onAnyDump = Sample().Match(opening.Source).Groups["type"].Value == "small";
        string path = Path.GetFullPath(dump), quote = path.Contains('"', StringComparison.Ordinal) ? "'" : "\"";
        string source = Sample().Replace(opening.Source, _ => $"#!kdmp open {quote}{path}{quote}", 1);
        return notebook with { Cells = [.. notebook.Cells.Select(cell => cell == opening ? new(cell.Language, source) : cell)] };
    }

    private static bool IsOpening(NotebookCell cell) => !cell.IsMarkdown && Sample().IsMatch(cell.Source);

    private static bool IsSmall(string path)
    {
        using KernelDump dump = KernelDump.Open(path);
        return dump.Type == DumpType.Triage;
    }

    [GeneratedRegex(@"^#!kdmp open --sample\b( (?<type>(?!--)\S+))?(?= --name dump\b)", RegexOptions.Multiline)]
    private static partial Regex Sample();

    /// <summary>Values of a chart for plotly.js, and plotly.js itself, which is larger than all else together.</summary>
    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
