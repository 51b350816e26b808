using KdmpInteractive.Commands;
using KdmpTool.Notebooks;

namespace KdmpTool.Reports;

/// <summary>The forms of a report, by the ending of its file.</summary>
internal static class ReportFormat
{
    private static readonly (string Ending, Func<Notebook, string> Write)[] s_all =
        [(".html", HtmlPage.Of), (".ipynb", IpynbFormat.Write), (".md", MarkdownFormat.Of)];

    /// <summary>The endings, for people.</summary>
    public static string Endings => string.Join(", ", s_all.Select(format => format.Ending));

    /// <summary>What writes the form of a file.</summary>
    /// <exception cref="CommandException">The ending is none of a report.</exception>
    public static Func<Notebook, string> Of(string file) => s_all.FirstOrDefault(format => file.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase)).Write
        ?? throw new CommandException($"A report is written as one of {Endings}; '{Path.GetFileName(file)}' has another ending.", isUsage: true);
}
