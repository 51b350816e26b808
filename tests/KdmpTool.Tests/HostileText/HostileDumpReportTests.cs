using System.Text.Json.Nodes;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KdmpTool.Tests.HostileText;

/// <summary>Reports of hostile dumps, in every format, redacted and not.</summary>
public sealed class HostileDumpReportTests(HostileFiles files) : IClassFixture<HostileFiles>
{
    /// <summary>What readers of Markdown have beside CommonMark: links without brackets, tables, mathematics, attributes, footnotes, emoji.</summary>
    private static readonly MarkdownPipeline s_everything = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build();

    public static TheoryData<string> Attacks => Attack.Names;

    [Theory]
    [MemberData(nameof(Attacks))]
    public void In_its_sentences_and_blocks(string name)
    {
        var attack = Attack.Of(name);
        string dump = files.Write("one.dmp", new HostileDump(attack, []).Kernel());
        string markdown = Write(dump, "report.md");
        Harmless.IsText(markdown);
        IsMarkdown(markdown);
        Assert.Contains(attack.Shown, markdown, StringComparison.Ordinal);
        IsNotebook(Write(dump, "report.ipynb"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void As_a_page_and_redacted(bool isKernel, bool isRedacted)
    {
        string dump = isKernel ? files.Kernel : files.Small;
        string[] options = isRedacted ? ["--redact"] : [];
        string markdown = Write(dump, "all.md", options), page = Harmless.IsMarkup(WithoutPlotly(Write(dump, "all.html", options)));
        Harmless.IsText(markdown);
        IsMarkdown(markdown);
        IsNotebook(Write(dump, "all.ipynb", options));

        // A redacted report has names without their folders.
        foreach (Attack attack in Attack.All.Where(attack => !isRedacted || !attack.Text.AsSpan().ContainsAny('/', '\\')))
        {
            Assert.Contains(attack.Shown, markdown, StringComparison.Ordinal);
            Assert.Contains(attack.Shown, page, StringComparison.Ordinal);
        }
    }

    private static void IsNotebook(string json)
    {
        JsonNode notebook = JsonNode.Parse(json)!;
        Assert.Equal((4, 5), ((int)notebook["nbformat"]!, (int)notebook["nbformat_minor"]!));
        foreach (JsonNode? cell in notebook["cells"]!.AsArray())
        {
            string source = Joined(cell!["source"]!);
            Harmless.IsText(source);
            if ((string?)cell["cell_type"] == "markdown")
                IsMarkdown(source);
            foreach (JsonNode? output in cell["outputs"]?.AsArray() ?? [])
            {
                Harmless.IsText(Joined(output!["data"]!["text/plain"]!));
                Harmless.IsMarkup(Joined(output["data"]!["text/html"]!));
            }
        }
    }

    /// <summary>Markdown without a link, an image, HTML or anything else that a dump could have made, by itself and as the HTML that it becomes.</summary>
    internal static void IsMarkdown(string markdown)
    {
        MarkdownDocument document = Markdown.Parse(markdown, s_everything);
        string[] kinds = [.. document.Descendants().Select(part => part.GetType().Name).Distinct()];
        Assert.Subset(
            new HashSet<string>
            {
                nameof(HeadingBlock), nameof(ParagraphBlock), nameof(FencedCodeBlock), nameof(ListBlock), nameof(ListItemBlock), nameof(CodeInline), nameof(LiteralInline),
                nameof(EmphasisInline), nameof(LineBreakInline),
            },
            kinds.ToHashSet());
        string html = Markdown.ToHtml(markdown, new MarkdownPipelineBuilder().Build());
        Harmless.IsMarkup(html.Replace(" /", "", StringComparison.Ordinal));
    }

    /// <summary>The page without 3.6 MB that are the same in every one.</summary>
    internal static string WithoutPlotly(string page)
    {
        int start = page.IndexOf("<script>/**", StringComparison.Ordinal);
        return start < 0 ? page : page.Remove(start, page.IndexOf("</script>", start, StringComparison.Ordinal) + "</script>".Length - start);
    }

    private string Write(string dump, string name, params string[] options)
    {
        CommandLineRun run = CommandLineRun.Of(["report", dump, "-o", files.At(name), "--force", .. options]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Harmless.IsText(run.Output);
        return File.ReadAllText(files.At(name));
    }

    private static string Joined(JsonNode lines) => string.Concat(lines.AsArray().Select(line => (string?)line));
}
