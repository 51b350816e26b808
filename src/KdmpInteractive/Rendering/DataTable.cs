using System.Globalization;
using System.Text;

namespace KdmpInteractive.Rendering;

/// <summary>Rows under named columns. A column whose name ends with <c>#</c> holds numbers and is aligned to the right.</summary>
/// <param name="columns">Column names.</param>
/// <param name="rows">One value for each column.</param>
/// <param name="more">How many rows were left out; said below the table.</param>
public sealed class DataTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, long more = 0) : Block
{
    internal override void WriteHtml(HtmlBuilder html)
    {
        html.Append($"<table><thead><tr>");
        for (int i = 0; i < columns.Count; i++)
        {
            html.AppendMarkup(IsNumber(i) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
            html.Append($"{columns[i].TrimEnd('#')}</th>");
        }

        html.Append($"</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            html.Append($"<tr>");
            for (int i = 0; i < row.Count; i++)
            {
                html.AppendMarkup(IsNumber(i) ? "<td class=\"m n\">" : "<td class=\"m\">");
                html.Append($"{row[i]}</td>");
            }

            html.Append($"</tr>");
        }

        html.Append($"</tbody></table>");
        if (more > 0)
            html.Append($"<p>({more} more)</p>");
    }

    internal override void WriteText(StringBuilder text)
    {
        int[] widths = [.. columns.Select((name, i) => rows.Select(row => VisibleText.Of(row[i]).Length).Append(name.TrimEnd('#').Length).Max())];
        WriteLine(text, widths, [.. columns.Select(column => column.TrimEnd('#'))]);
        foreach (IReadOnlyList<string> row in rows)
            WriteLine(text, widths, row);
        if (more > 0)
            text.Append(CultureInfo.InvariantCulture, $"({more} more)\n");
    }

    private void WriteLine(StringBuilder text, int[] widths, IReadOnlyList<string> row)
    {
        IEnumerable<string> cells = row.Select((value, i) =>
            IsNumber(i) ? VisibleText.Of(value).PadLeft(widths[i]) : VisibleText.Of(value).PadRight(widths[i]));
        text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
    }

    private bool IsNumber(int column) => columns[column].EndsWith('#');
}
