using System.Globalization;

namespace KdmpInteractive.Rendering;

/// <summary>Rows under named columns. A column whose name ends with <c>#</c> holds numbers and is aligned to the right.</summary>
/// <param name="columns">Column names.</param>
/// <param name="rows">One value for each column.</param>
/// <param name="more">How many rows were left out already; said below the table, with those for which a view has no room.</param>
/// <param name="caption">What is listed, in a few words.</param>
public sealed class DataTable(
    IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, long more = 0, string? caption = null) : RowBlock
{
    /// <summary>A longer value does not widen its column in plain text.</summary>
    private const int MaximumPadding = 60;

    /// <summary>In HTML a longer name or path is broken anywhere, and a longer sentence at its spaces. What is shorter makes a narrow page scroll.</summary>
    private const int MaximumName = 48;
    private const int MaximumPhrase = 24;

    private readonly string[] _names = [.. columns.Select(column => column.TrimEnd('#'))];

    internal override int RowCount => rows.Count;

    internal override int MaximumRows => Limits.Rows;

    private long More => more + rows.Count - Shown;

    private string? MoreNote => More > 0 ? string.Create(CultureInfo.InvariantCulture, $"({More} more)") : null;

    /// <summary>A list with nothing in it is its caption.</summary>
    private bool IsEmpty => rows.Count == 0 && caption is not null;

    internal override void WriteHtml(HtmlBuilder html)
    {
        if (IsEmpty)
        {
            html.Append($"<p>{Long(caption)}</p>");
            return;
        }

        html.Append($"<div class=\"s\" role=\"group\" tabindex=\"0\" aria-label=\"{Short(caption ?? $"Table: {string.Join(", ", _names)}")}\"><table>");
        if (caption is not null)
            html.Append($"<caption>{Long(caption)}</caption>");
        html.Append($"<thead><tr>");
        for (int i = 0; i < columns.Count; i++)
        {
            html.AppendMarkup(IsNumber(i) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
            html.Append($"{Short(_names[i])}</th>");
        }

        html.Append($"</tr></thead><tbody>");
        WriteRows(html);
        html.Append($"</tbody></table></div>");
        if (MoreNote is { } note)
            html.Append($"<p>{note}</p>");
    }

    internal override void WriteRow(HtmlBuilder html, int row)
    {
        html.Append($"<tr>");
        for (int i = 0; i < rows[row].Count; i++)
        {
            html.AppendMarkup(IsNumber(i) ? "<td class=\"n\">" : IsLong(rows[row][i]) ? "<td class=\"l\">" : "<td>");
            html.Append($"{Short(rows[row][i])}</td>");
        }

        html.Append($"</tr>");
    }

    internal override void WriteText(TextBuilder text)
    {
        if (caption is not null)
            text.Append(Long(caption), TextRole.Label).Append('\n');
        if (IsEmpty)
            return;
        string[][] lines = [[.. _names.Select(Short)], .. rows.Take(Shown).Select(row => row.Select(Short).ToArray())];
        int[] widths = [.. columns.Select((_, i) => Math.Min(lines.Max(line => line[i].Length), MaximumPadding))];
        for (int row = 0; row < lines.Length; row++)
        {
            IEnumerable<string> cells = lines[row].Select((value, i) => IsNumber(i) ? value.PadLeft(widths[i]) : value.PadRight(widths[i]));
            text.Append(string.Join("  ", cells).TrimEnd(), row == 0 ? TextRole.Heading : TextRole.Plain).Append('\n');
        }

        if (MoreNote is { } note)
            text.Append(note).Append('\n');
    }

    private static bool IsLong(string value) => value.Length > (value.Contains(' ', StringComparison.Ordinal) ? MaximumPhrase : MaximumName);

    private bool IsNumber(int column) => columns[column].EndsWith('#');
}
