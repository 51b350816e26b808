namespace KdmpInteractive.Rendering;

/// <summary>
/// A disassembly as WinDbg's <c>u</c> prints it: addresses, bytes, instructions, and behind them what is known of their operands. Where the
/// processor stood, the line begins with an arrow, and is bold in HTML.
/// </summary>
/// <param name="lines">The lines, in order.</param>
internal sealed class CodeLines(IReadOnlyList<CodeLine> lines) : RowBlock
{
    private const string Mark = "=> ", NoMark = "   ";

    /// <summary>Longer ones do not widen the column for all.</summary>
    private const int MaximumBytes = 20, MaximumText = 56;

    /// <summary>Of an address as WinDbg writes it.</summary>
    private const int AddressLength = 17;

    private readonly int _bytes = Math.Min(lines.Select(line => line.Bytes.Length).DefaultIfEmpty().Max(), MaximumBytes);
    private int? _text;

    internal override int RowCount => lines.Count;

    internal override int MaximumRows => Limits.Rows;

    /// <summary>Known when the limits are.</summary>
    private int TextWidth => _text ??= Math.Min(lines.Where(line => line.Comment.Length > 0).Select(line => Short(line.Text).Length).DefaultIfEmpty().Max(), MaximumText);

    private string? MoreNote => Shown < lines.Count ? FormattableString.Invariant($"({lines.Count - Shown:N0} more)") : null;

    internal override void WriteHtml(HtmlBuilder html)
    {
        if (lines.Count > 0)
            WritePreformatted(html, "Code as instructions", MoreNote);
    }

    internal override void WriteRow(HtmlBuilder html, int row)
    {
        CodeLine line = lines[row];
        html.AppendMarkup(line.IsMarked ? "<b>" : "");
        html.Append($"{(line.IsMarked ? Mark : NoMark)}{line.Address}  <span class=\"z\">{Bytes(line)}</span>  {Text(line)}");
        if (line.Comment.Length > 0)
            html.Append($"  <em>; {Long(line.Comment)}</em>");
        html.AppendMarkup(line.IsMarked ? "</b>\n" : "\n");
        foreach (string note in line.Notes)
            html.Append($"{NoteMargin}<em>; {Long(note)}</em>\n");
    }

    internal override void WriteText(TextBuilder text)
    {
        foreach (CodeLine line in lines.Take(Shown))
        {
            text.Append(line.IsMarked ? Mark : NoMark, TextRole.Heading).Append(line.Address, line.IsMarked ? TextRole.Heading : TextRole.Label).Append("  ")
                .Append(Bytes(line), TextRole.Faint).Append("  ")
                .Append(Text(line), line.IsWarning ? TextRole.Warning : line.IsMarked ? TextRole.Heading : TextRole.Plain);
            if (line.Comment.Length > 0)
                text.Append("  ").Append("; " + Long(line.Comment), line.IsWarning ? TextRole.Warning : TextRole.Mark);
            text.Append('\n');
            foreach (string note in line.Notes)
                text.Append(NoteMargin).Append("; " + Long(note), TextRole.Mark).Append('\n');
        }

        if (MoreNote is { } more)
            text.Append(more).Append('\n');
    }

    /// <summary>Notes stand below the instruction.</summary>
    private string NoteMargin => new(' ', Mark.Length + AddressLength + 2 + _bytes + 2);

    private string Bytes(CodeLine line) => line.Bytes.PadRight(_bytes);

    private string Text(CodeLine line) => line.Comment.Length == 0 ? Short(line.Text) : Short(line.Text).PadRight(TextWidth);
}
