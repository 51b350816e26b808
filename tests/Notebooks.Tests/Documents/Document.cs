using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Notebooks.Tests.Documents;

/// <summary>A Markdown file of the repository: its examples, the commands that its sentences name, its links and what a link can lead to.</summary>
internal sealed class Document
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().Build();

    private const string Directive = "#!kdmp ";

    private readonly MarkdownDocument _syntax;

    /// <param name="name">Its path from the root of the repository on, with slashes.</param>
    public Document(string name)
    {
        Name = name;
        _syntax = Markdown.Parse(File.ReadAllText(Path.Combine(Repository.Root, name)).ReplaceLineEndings("\n"), s_pipeline);
    }

    /// <summary>Every one that somebody wrote.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Files()];

    /// <summary>Those for users, whose examples are run.</summary>
    public static IEnumerable<string> ForUsers => All.Where(name => name is "README.md" or "SECURITY.md" || name.StartsWith("docs/", StringComparison.Ordinal) || name.StartsWith("src/", StringComparison.Ordinal));

    public string Name { get; }

    /// <summary>Every block of code: an example with what it gives, if a block with that follows at once. One without a fence says nothing about its language.</summary>
    public IEnumerable<Example> Examples
    {
        get
        {
            Example? last = null;
            foreach (Block block in _syntax.Descendants<Block>().Where(block => block is LeafBlock))
            {
                Example? next = block is CodeBlock code ? new(code.Line + 1, code is FencedCodeBlock fenced ? fenced.Info ?? "" : "indented", code.Lines.ToString()) : null;
                if (last is not null && next is { IsOutput: true })
                {
                    yield return last with { Output = next.Text };
                    last = null;
                    continue;
                }

                if (last is not null)
                    yield return last;
                last = next;
            }

            if (last is not null)
                yield return last;
        }
    }

    /// <summary>Code in sentences and tables that is a line for the program or for a notebook. A cell of a table that begins with one has only such.</summary>
    public IEnumerable<string> CommandLines => _syntax.Descendants<LeafBlock>()
        .SelectMany(block => block.Inline?.Descendants<CodeInline>() ?? [])
        .Select(code => code.Content)
        .Where(text => text.StartsWith("kdmp ", StringComparison.Ordinal) || text.StartsWith(Directive, StringComparison.Ordinal))
        .Concat(_syntax.Descendants<TableCell>()
            .Select(cell => cell.Descendants<CodeInline>().Select(code => code.Content).ToArray())
            .Where(codes => codes is [var first, ..] && first.StartsWith(Directive, StringComparison.Ordinal))
            .SelectMany(codes => codes.Skip(1).Select(code => Directive + code)));

    public IEnumerable<string> Links => _syntax.Descendants<LinkInline>().Select(link => link.Url!).Concat(_syntax.Descendants<AutolinkInline>().Select(link => link.Url));

    public IEnumerable<string> Anchors => _syntax.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id!);

    private static IEnumerable<string> Files()
    {
        string[] made = ["bin", "obj", "artifacts", "TestResults", ".git"];
        return Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(name => !name.Split('/').Intersect(made).Any())
            .Order(StringComparer.Ordinal);
    }
}
