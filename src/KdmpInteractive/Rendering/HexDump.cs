using System.Globalization;
using KdmpParser;

namespace KdmpInteractive.Rendering;

/// <summary>
/// Memory as WinDbg's <c>d</c> commands print it: addresses, numbers, characters. Lines that repeat are squeezed, with their count; what
/// is missing is said in its place. In HTML, kinds of bytes differ in weight, strength and underlining.
/// </summary>
/// <param name="pieces">What to show, in order: each with its bytes, and those that are missing at its end.</param>
/// <param name="unit">What the numbers are.</param>
/// <param name="name">Gives an address a name, such as <c>nt+0x10</c>; for <see cref="HexUnit.Pointers"/>.</param>
public sealed class HexDump(IReadOnlyList<MemoryView> pieces, HexUnit unit = HexUnit.Bytes, Func<VirtualAddress, string?>? name = null) : RowBlock
{
    private const string NoteMargin = "*                  ";

    private readonly int _bytesPerLine = unit == HexUnit.Pointers ? 8 : 16;
    private List<HexLine>? _lines;

    internal override int RowCount => Lines.Count;

    internal override int MaximumRows => Limits.HexRows;

    private List<HexLine> Lines => _lines ??= [.. HexLine.Of(pieces, _bytesPerLine).Take(Limits.HexRows)];

    private int UnitSize => unit switch
    {
        HexUnit.Bytes => 1,
        HexUnit.Words => 2,
        HexUnit.Dwords => 4,
        _ => 8,
    };

    /// <summary>Bytes behind the last line that is shown.</summary>
    private string? MoreNote
    {
        get
        {
            long more = pieces.Sum(piece => (long)(piece.Failure is null ? piece.Bytes.Length : Math.Max(piece.Requested, piece.Bytes.Length)));
            more -= Lines.Take(Shown).Sum(line => (long)line.Length);
            return more == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"({more:N0} more bytes)");
        }
    }

    internal override void WriteHtml(HtmlBuilder html)
    {
        WritePreformatted(html, "Memory as hexadecimal numbers", MoreNote);
        html.Append($"<p class=\"k\">Zeros are <span class=\"z\">faint</span>, printable characters <b>bold</b>, ff <u>underlined</u>.</p>");
    }

    internal override void WriteRow(HtmlBuilder html, int row)
    {
        HexLine line = Lines[row];
        html.Append($"{new VirtualAddress(line.Address).ToString()}  ");
        if (!line.Bytes.IsEmpty)
        {
            WriteRuns(html, HexDigits.Of(line.Bytes.Span, UnitSize));
            html.Append($"{Tail(line)}\n");
            html.AppendMarkup(line.Note is null ? "" : NoteMargin);
        }

        if (line.Note is { } note)
            html.Append($"<em>{Long(note)}</em>\n");
    }

    internal override void WriteText(TextBuilder text)
    {
        foreach (HexLine line in Lines.Take(Shown))
        {
            text.Append(new VirtualAddress(line.Address).ToString(), TextRole.Label).Append("  ");
            if (!line.Bytes.IsEmpty)
            {
                foreach ((string separator, string digits, ByteKind kind) in HexDigits.Of(line.Bytes.Span, UnitSize))
                    text.Append(separator).Append(digits, Role(kind));
                text.Append(Tail(line)).Append('\n');
                text.Append(line.Note is null ? "" : NoteMargin);
            }

            if (line.Note is { } note)
                text.Append(Long(note), line.Failure is null ? TextRole.Faint : TextRole.Warning).Append('\n');
        }

        if (MoreNote is { } more)
            text.Append(more).Append('\n');
    }

    private static TextRole Role(ByteKind kind) => kind switch
    {
        ByteKind.Zero => TextRole.Faint,
        ByteKind.Printable => TextRole.Printable,
        ByteKind.AllOnes => TextRole.AllOnes,
        _ => TextRole.Plain,
    };

    /// <summary>One element for neighbours of one kind, so that the HTML stays small.</summary>
    private static void WriteRuns(HtmlBuilder html, List<(string Separator, string Digits, ByteKind Kind)> digits)
    {
        for (int at = 0; at < digits.Count;)
        {
            ByteKind kind = digits[at].Kind;
            (string open, string close) = kind switch
            {
                ByteKind.Zero => ("<span class=\"z\">", "</span>"),
                ByteKind.Printable => ("<b>", "</b>"),
                ByteKind.AllOnes => ("<u>", "</u>"),
                _ => ("", ""),
            };
            html.AppendMarkup(digits[at].Separator + open + digits[at].Digits);
            for (at++; at < digits.Count && digits[at].Kind == kind; at++)
                html.AppendMarkup(digits[at].Separator + digits[at].Digits);
            html.AppendMarkup(close);
        }
    }

    /// <summary>What stands behind the numbers: their characters, or the name of the address.</summary>
    private string Tail(HexLine line)
    {
        if (unit == HexUnit.Bytes)
            return new string(' ', 3 * (_bytesPerLine - line.Bytes.Length) + 2) + HexDigits.Characters(line.Bytes.Span);
        return unit == HexUnit.Pointers && line.Bytes.Length == 8 && name?.Invoke(BitConverter.ToUInt64(line.Bytes.Span)) is { } found ? $"  {Short(found)}" : "";
    }
}
