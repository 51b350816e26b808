using System.Text;
using System.Text.Json.Nodes;
using KdmpTool.CommandLine;
using KdmpTool.Tests.HostileText;

namespace Notebooks.Tests;

/// <summary>
/// A notebook whose C# shows texts of a hostile dump as they stand there: on the console, as the value of a cell, as an exception. Strings
/// themselves are shown by the host's own formatters, which keep them from being markup.
/// </summary>
public sealed class HostileRunTests(HostileFiles files) : IClassFixture<HostileFiles>
{
    [Fact]
    public async Task What_code_writes_is_harmless_in_a_terminal_and_in_a_page()
    {
        string[] cells =
        [
            "#r \"nuget:KdmpInteractive\"",
            $"#!kdmp open \"{files.Kernel}\" --name dump",
            "#!kdmp modules",
            "foreach (var module in dump.KernelModules)\n    Console.WriteLine(module.Name);",
            "dump.KernelModules[1].Name + dump.Header.Comment",
            "dump.Processes.Skip(30)",
            "throw new Exception(string.Join(\"\\n\", dump.KernelModules.Select(module => module.Name)));",
        ];
        string notebook = files.Write("run.dib", Encoding.UTF8.GetBytes(string.Concat(cells.Select(cell => $"#!csharp\n{cell}\n"))));
        (string page, string executed) = (files.At("run.html"), files.At("run.ipynb"));
        (int ExitCode, string Output, string Error) plain = await Shell.RunAsync("run", notebook);
        Assert.Equal(ExitCode.Failed, plain.ExitCode);
        Harmless.IsText(plain.Output.Replace('\t', ' '));
        Harmless.IsText(plain.Error);
        Assert.Contains("a\\u001b[31mred\\u001b[2J\\u001b[Hb\n<script>alert(1)</script>\n", plain.Output, StringComparison.Ordinal);

        await Shell.RunAsync("run", notebook, "--html", page, "--output", executed);
        string shown = Harmless.IsMarkup((await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).Replace("&#x9;", " ", StringComparison.Ordinal));

        // On a console, what ends a line ends one, and a tab is one.
        foreach (Attack attack in Attack.All.Where(attack => !attack.Text.Contains('\t', StringComparison.Ordinal) && attack.Text.ReplaceLineEndings("") == attack.Text))
            Assert.Contains($"\n{attack.Shown}\n", shown, StringComparison.Ordinal);

        // What is stored is what was written, in JSON.
        JsonNode stored = JsonNode.Parse(await File.ReadAllTextAsync(executed, TestContext.Current.CancellationToken))!["cells"]!;
        string written = string.Concat(stored[3]!["outputs"]![0]!["text"]!.AsArray().Select(line => (string?)line));
        Assert.StartsWith("a\e[31mred\e[2J\e[Hb\n<script>alert(1)</script>\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_writes_no_file_but_the_one_that_was_asked_for()
    {
        // Here, where one test runs at a time, nobody else writes to the current folder or changes it.
        string[] before = files.Names, here = Directory.GetFileSystemEntries(Directory.GetCurrentDirectory());
        Assert.Equal(0, (await Shell.RunAsync("report", files.Kernel, "-o", files.At("alone.html"))).ExitCode);
        Assert.Equal([.. before.Append("alone.html").Order(StringComparer.Ordinal)], files.Names);
        Assert.Equal(here, Directory.GetFileSystemEntries(Directory.GetCurrentDirectory()));
    }
}
