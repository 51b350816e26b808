namespace Notebooks.Tests.Comparing;

/// <summary>The lines that differ, with a few around them: <c>-</c> as stored, <c>+</c> as it is now.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Nobody reads on: a diff ends after these many lines, and a line after these many characters.</summary>
    private const int MaxLines = 60, MaxWidth = 240;

    /// <summary>The table of common lines grows with the square of this.</summary>
    private const int MaxCompared = 1000;

    public static string Of(IReadOnlyList<string> stored, IReadOnlyList<string> now)
    {
        int before = Same(stored, now);
        if (before == stored.Count && before == now.Count)
            return "";
        int behind = Same([.. stored.Skip(before).Reverse()], [.. now.Skip(before).Reverse()]);
        string[] edits =
        [
            .. stored.Take(before).Select(line => " " + line),
            .. Edits([.. stored.Skip(before).SkipLast(behind).Take(MaxCompared)], [.. now.Skip(before).SkipLast(behind).Take(MaxCompared)]),
            .. stored.TakeLast(behind).Select(line => " " + line),
        ];
        string[] shown = [.. Near(edits)];
        return string.Join('\n', shown.Take(MaxLines).Select(Visible)) + (shown.Length > MaxLines ? $"\n... and {shown.Length - MaxLines} more lines" : "") + "\n";
    }

    private static int Same(IReadOnlyList<string> stored, IReadOnlyList<string> now) => stored.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();

    /// <summary>By the longest common subsequence.</summary>
    private static IEnumerable<string> Edits(string[] stored, string[] now)
    {
        // At [i, j]: how many lines the rest behind i has in common with the rest behind j.
        int[,] common = new int[stored.Length + 1, now.Length + 1];
        for (int i = stored.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
                common[i, j] = stored[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        int old = 0, recent = 0;
        while (old < stored.Length || recent < now.Length)
        {
            if (old < stored.Length && recent < now.Length && stored[old] == now[recent])
            {
                yield return " " + stored[old++];
                recent++;
            }
            else if (recent == now.Length || (old < stored.Length && common[old + 1, recent] >= common[old, recent + 1]))
            {
                yield return "-" + stored[old++];
            }
            else
            {
                yield return "+" + now[recent++];
            }
        }
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
