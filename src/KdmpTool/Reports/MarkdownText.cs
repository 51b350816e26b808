using KdmpInteractive.Rendering;

namespace KdmpTool.Reports;

/// <summary>Text out of a dump in Markdown: as code, where nothing of it is a link, an image, HTML or emphasis.</summary>
internal static class MarkdownText
{
    /// <summary>A name can have 32,767 characters.</summary>
    private const int Characters = 256;

    /// <summary>A code span. Its delimiter is longer than any run of backticks within (CommonMark 0.31, 6.1).</summary>
    public static string Code(string? text)
    {
        string visible = VisibleText.Of(text, Characters);
        string delimiter = new('`', LongestRun(visible) + 1);
        string space = visible.Length == 0 || visible[0] is '`' or ' ' || visible[^1] is '`' or ' ' ? " " : "";
        return $"{delimiter}{space}{visible}{space}{delimiter}";
    }

    /// <summary>Lines as a block. Its fence is longer than any run of backticks within (CommonMark 0.31, 4.5).</summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">Of which language it is.</param>
    public static string Fenced(string text, string language)
    {
        string visible = VisibleText.OfLines(text), fence = new('`', Math.Max(3, LongestRun(visible) + 1));
        return $"{fence}{language}\n{visible.TrimEnd('\n')}\n{fence}\n";
    }

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
