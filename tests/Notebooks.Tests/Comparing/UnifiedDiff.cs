using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Notebooks.Tests.Comparing;

/// <summary>The lines that differ, with a few around them: <c>-</c> as stored, <c>+</c> as it is now.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Nobody reads on: a diff ends after these many lines, and a line after these many characters.</summary>
    private const int MaxLines = 60, MaxWidth = 240;

    /// <summary>Stands between lines while they are compared: they themselves can hold any end of a line.</summary>
    private const char Separator = '\u001e';

    public static string Of(IReadOnlyList<string> stored, IReadOnlyList<string> now)
    {
        string[] edits = [.. Edits(stored, now)];
        if (edits.All(line => line[0] == ' '))
            return "";
        string[] shown = [.. Near(edits)];
        return string.Join('\n', shown.Take(MaxLines).Select(Visible)) + (shown.Length > MaxLines ? $"\n... and {shown.Length - MaxLines} more lines" : "") + "\n";
    }

    private static IEnumerable<string> Edits(IReadOnlyList<string> stored, IReadOnlyList<string> now)
    {
        var lines = new CustomFunctionChunker(text => text.Split(Separator));
        DiffResult result = Differ.Instance.CreateDiffs(string.Join(Separator, stored), string.Join(Separator, now), ignoreWhiteSpace: false, ignoreCase: false, lines);
        int at = 0;
        foreach (DiffBlock block in result.DiffBlocks)
        {
            for (; at < block.DeleteStartA; at++)
                yield return " " + stored[at];
            for (int i = 0; i < block.DeleteCountA; i++)
                yield return "-" + stored[at++];
            for (int i = 0; i < block.InsertCountB; i++)
                yield return "+" + now[block.InsertStartB + i];
        }

        for (; at < stored.Count; at++)
            yield return " " + stored[at];
    }

    private static IEnumerable<string> Near(string[] edits)
    {
        bool left = false;
        for (int i = 0; i < edits.Length; i++)
        {
            bool shown = edits[Math.Max(0, i - Context)..Math.Min(edits.Length, i + Context + 1)].Any(line => line[0] != ' ');
            if (shown)
                yield return edits[i];
            else if (!left)
                yield return "...";
            left = !shown;
        }
    }

    /// <summary>White space at the end of a line is a difference too, and so is a carriage return.</summary>
    private static string Visible(string line)
    {
        string text = line.Length > MaxWidth ? line[..MaxWidth] + "..." : line;
        return (text.Length > 1 && text[^1] == ' ' ? text[..^1] + '·' : text).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }
}
