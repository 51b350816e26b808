namespace KdmpTool.Notebooks;

/// <summary>A piece of a C# cell: code, or one line that is an instruction to the host (<c>#!…</c>, <c>#r …</c>, <c>#i …</c>).</summary>
/// <param name="Text">The code, or the line.</param>
/// <param name="IsDirective">Which of the two.</param>
internal readonly record struct CellPart(string Text, bool IsDirective)
{
    /// <summary>Splits a cell; the parts run in order.</summary>
    public static IEnumerable<CellPart> Split(string source)
    {
        var code = new List<string>();
        foreach (string line in source.Split('\n'))
        {
            string start = line.TrimStart();
            if (!(start.StartsWith("#!", StringComparison.Ordinal) || start.StartsWith("#r ", StringComparison.Ordinal) || start.StartsWith("#i ", StringComparison.Ordinal)))
            {
                code.Add(line);
                continue;
            }

            if (code.Any(text => !string.IsNullOrWhiteSpace(text)))
                yield return new(string.Join('\n', code), IsDirective: false);
            code.Clear();
            yield return new(start.TrimEnd(), IsDirective: true);
        }

        if (code.Any(text => !string.IsNullOrWhiteSpace(text)))
            yield return new(string.Join('\n', code), IsDirective: false);
    }
}
