using System.Text;
using System.Text.Json.Nodes;
using KdmpTool.Notebooks;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KdmpTool.Tests.Reports;

/// <summary>Names of modules and files that an attacker chose: they stay text in every format.</summary>
public sealed class HostileReportTests(ReportFolder folder) : IClassFixture<ReportFolder>
{
    /// <summary>As long as <c>kdmpdemo.sys</c>, the driver that the report's sentences speak of.</summary>
    public static TheoryData<string> Names =>
        ["<b>b</b><i>i", "[a](//b.c/d)", "```\n# h\n```x", "`a` ``b`` *c", "`<img src=x>", "\u001b[2Jx\u202eabcdef", "![x](y.io) `", "http://x.yz/", "~~~\n<hr>\n~~~", "$`a`$ |*b*|-"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_Markdown(string name)
    {
        string report = await folder.WriteAsync(Dump(name), "hostile.md");
        IsHarmless(report);

        // The same blocks as in a report without such names: nothing broke out of one.
        MarkdownDocument usual = Markdown.Parse(await folder.WriteAsync(folder.Sample, "usual.md")), hostile = Markdown.Parse(report);
        Assert.Equal(usual.Select(block => block.GetType().Name), hostile.Select(block => block.GetType().Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_the_text_of_a_notebook(string name)
    {
        string report = await folder.WriteAsync(Dump(name), "hostile.ipynb");
        JsonNode[] cells = [.. JsonNode.Parse(report)!["cells"]!.AsArray().Select(cell => cell!)];
        foreach (JsonNode cell in cells.Where(cell => (string?)cell["cell_type"] == "markdown"))
            IsHarmless(string.Concat(cell["source"]!.AsArray().Select(line => (string?)line)));
        foreach (JsonNode output in cells.Where(cell => (string?)cell["cell_type"] == "code").SelectMany(cell => cell["outputs"]!.AsArray()).Select(output => output!))
            IsMarkup(string.Concat(output["data"]!["text/html"]!.AsArray().Select(line => (string?)line)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_a_page(string name)
    {
        string report = await folder.WriteAsync(Dump(name), "hostile.html");
        int body = report.IndexOf("<body>", StringComparison.Ordinal);
        IsMarkup(report[body..]);
    }

    [Theory]
    [InlineData("a `b` [c](d) <i>.dmp")]
    [InlineData("it's \"both\".dmp")]
    [InlineData("--name.dmp")]
    [InlineData("line\nbreak.dmp")]
    [InlineData("\u001b[2J\u202e.dmp")]
    [InlineData("// comment.dmp")]
    public async Task In_the_name_of_the_dump(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string path = folder.At(name.Replace("// ", "", StringComparison.Ordinal));
        File.Copy(folder.Sample, path, overwrite: true);
        string report = await folder.WriteAsync(path, "named.md");
        IsHarmless(report);
        await folder.WriteAsync(path, "named.ipynb");
        CommandLineRun again = await CommandLineRun.OfAsync("run", folder.At("named.ipynb"));
        bool isNamed = !report.Contains("#!kdmp open memory.dmp", StringComparison.Ordinal);
        Assert.Equal(isNamed ? 0 : 1, again.ExitCode);
        Assert.Equal(!(name.Contains('\n') || name.Contains('\u001b') || name.Contains("\"both", StringComparison.Ordinal)), isNamed);
    }

    [Theory]
    [InlineData("```\n# h")]
    [InlineData("text\n````\n<b>\n```\n")]
    [InlineData("~~~\n# h\n~~~")]
    [InlineData("``` ```")]
    [InlineData("")]
    public void An_output_never_ends_its_block(string text)
    {
        var cell = new NotebookCell(NotebookCell.CSharp, "#!kdmp info // ```");
        cell.Outputs.Add(new CellOutput.Display(new Dictionary<string, string> { ["text/plain"] = text }));
        FencedCodeBlock[] blocks = [.. Markdown.Parse(MarkdownFormat.Of(new([cell]))).Cast<FencedCodeBlock>()];
        Assert.Equal([("csharp", cell.Source), ("text", text.TrimEnd('\n'))], blocks.Select(block => (block.Info!, block.Lines.ToString())));
    }

    private string Dump(string name)
    {
        Assert.Equal("kdmpdemo.sys".Length, name.Length);
        string path = folder.At("hostile.dmp");
        new ChangedSample().Replace(Encoding.Unicode, "kdmpdemo.sys", name).Write(path);
        return path;
    }

    /// <summary>Markdown without HTML, links, images, and whatever a terminal or a reader would obey.</summary>
    private static void IsHarmless(string markdown)
    {
        MarkdownDocument document = Markdown.Parse(markdown, new MarkdownPipelineBuilder().UseAutoLinks().UsePipeTables().Build());
        Assert.DoesNotContain(document.Descendants(), part => part is HtmlBlock or HtmlInline or LinkInline or AutolinkInline or LinkReferenceDefinition);
        Assert.DoesNotContain(markdown, c => c is '\u001b' or '\u202e');
    }

    private static void IsMarkup(string html)
    {
        foreach (string markup in (string[])["<b>b", "<i>", "<img src=x", "<hr", "<a ", "\u001b", "\u202e", "&#x1b;", "&#x202e;", "&#27;"])
            Assert.DoesNotContain(markup, html, StringComparison.OrdinalIgnoreCase);
    }
}
