namespace Notebooks.Tests.Comparing;

/// <summary>What differs between the outputs of a notebook that are stored and those of a run, for a reader to find the place.</summary>
internal static class NotebookDifference
{
    /// <summary>
    /// The differences of all cells, or an empty text. Markup is compared where the plain text is the same: else it differs anyway, and
    /// the text says more.
    /// </summary>
    public static string Between(string name, IReadOnlyList<ShownCell> stored, IReadOnlyList<ShownCell> now)
    {
        Assert.Equal(stored.Select(cell => cell.Title), now.Select(cell => cell.Title));
        return string.Concat(stored.Zip(now, (before, after) => Between(name, before, after)));
    }

    private static string Between(string name, ShownCell stored, ShownCell now)
    {
        string place = $"{name}, {stored.Title}";
        string text = UnifiedDiff.Of(Lines(stored, ShownOutput.PlainText), Lines(now, ShownOutput.PlainText));
        if (text.Length > 0)
            return $"{place}: {ShownOutput.PlainText}\n{text}\n";
        return string.Concat(stored.Outputs.Concat(now.Outputs).SelectMany(output => output.Forms.Keys).Distinct().Order(StringComparer.Ordinal).Select(form =>
            UnifiedDiff.Of(Lines(stored, form), Lines(now, form)) is { Length: > 0 } markup ? $"{place}: {form}\n{markup}\n" : ""));
    }

    /// <summary>One form of all outputs, each under its kind: an output more or less is a difference as well.</summary>
    private static List<string> Lines(ShownCell cell, string form)
    {
        var lines = new List<string>();
        foreach (ShownOutput output in cell.Outputs)
        {
            lines.Add($"[{output.Kind}: {string.Join(", ", output.Forms.Keys.Order(StringComparer.Ordinal))}]");
            if (output.Forms.TryGetValue(form, out string? text))
                lines.AddRange(form == ShownOutput.HtmlText ? HtmlLines.Of(text) : text.Split('\n'));
        }

        return lines;
    }
}
