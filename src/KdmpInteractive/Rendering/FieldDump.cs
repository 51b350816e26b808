using System.Globalization;
using System.Text;

namespace KdmpInteractive.Rendering;

/// <summary>
/// Bytes of a file with the fields of a structure laid over them: lines of 16, a bar where a field begins or ends, and at the right the names of those that begin
/// in the line. What repeats is squeezed as <see cref="HexDump"/> does it, and the rest of a field that is shown elsewhere is left out. In HTML every other field is
/// tinted, and says name and value when pointed at.
/// </summary>
/// <param name="fileOffset">Where the first byte stands in the file.</param>
/// <param name="bytes">The bytes.</param>
/// <param name="fields">Their fields, by offset, none over another, all within the bytes.</param>
internal sealed class FieldDump(long fileOffset, ReadOnlyMemory<byte> bytes, IReadOnlyList<FieldSpan> fields) : RowBlock
{
    /// <summary>More names would make a line longer than a screen.</summary>
    private const int MostNames = 8;

    private List<FieldLine>? _lines;

    internal override int RowCount => Lines.Count;

    internal override int MaximumRows => Limits.HexRows;

    private List<FieldLine> Lines => _lines ??= [.. FieldLine.Of(bytes, fields)];

    private string? MoreNote => Shown < Lines.Count ? string.Create(CultureInfo.InvariantCulture, $"({bytes.Length - Lines[Shown].Offset:N0} more bytes)") : null;

    internal override void WriteHtml(HtmlBuilder html) => WritePreformatted(html, "Bytes of the file with the fields over them", MoreNote);

    internal override void WriteRow(HtmlBuilder html, int row)
    {
        FieldLine line = Lines[row];
        html.Append($"{Place(line)}  ");
        foreach (FieldPiece piece in line.Pieces)
        {
            html.AppendMarkup(Before(piece));
            html.AppendMarkup(piece.Field is null ? "<span class=\"z\"" : IsOdd(piece) ? "<span class=\"h\"" : "<span");
            if (piece.Field is { } field)
                html.Append($" title=\"{Short(field.Value.Length == 0 ? field.Name : $"{field.Name}: {field.Value}")}\"");
            html.Append($">{Digits(line, piece)}</span>");
        }

        html.Append($"{Tail(line)}");
        foreach ((string name, FieldPiece piece) in Names(line))
        {
            html.AppendMarkup(IsOdd(piece) ? "  <span class=\"h\">" : "  ");
            html.Append($"{name}");
            html.AppendMarkup(IsOdd(piece) ? "</span>" : "");
        }

        html.AppendMarkup("\n");
        if (line.Note is { } note)
            html.Append($"{NoteMargin(line)}<em>{Long(note)}</em>\n");
    }

    internal override void WriteText(TextBuilder text)
    {
        foreach (FieldLine line in Lines.Take(Shown))
        {
            text.Append(Place(line), TextRole.Label).Append("  ");
            foreach (FieldPiece piece in line.Pieces)
                text.Append(Before(piece)).Append(Digits(line, piece), Role(piece));
            text.Append(Tail(line));
            foreach ((string name, FieldPiece piece) in Names(line))
                text.Append("  ").Append(name, Role(piece));
            text.Append('\n');
            if (line.Note is { } note)
                text.Append(NoteMargin(line)).Append(Long(note), TextRole.Faint).Append('\n');
        }

        if (MoreNote is { } more)
            text.Append(more).Append('\n');
    }

    /// <summary>The names at the right, each with the piece that it belongs to; of many, the first and the last.</summary>
    private IEnumerable<(string Name, FieldPiece Piece)> Names(FieldLine line)
    {
        FieldPiece[] pieces = [.. line.Pieces.Where(piece => piece.IsFirst)];
        return pieces.Length <= MostNames
            ? pieces.Select(piece => (Short(piece.Field!.Value.Name), piece))
            : [(Short(pieces[0].Field!.Value.Name), pieces[0]), ("to", pieces[0]), (Short(pieces[^1].Field!.Value.Name), pieces[^1])];
    }

    private static bool IsOdd(FieldPiece piece) => piece.Number % 2 == 1;

    private static TextRole Role(FieldPiece piece) => piece.Field is null ? TextRole.Faint : IsOdd(piece) ? TextRole.Mark : TextRole.Plain;

    /// <summary>The file offset, and the one in the structure where that is another number.</summary>
    private string Place(FieldLine line)
    {
        string place = (fileOffset + line.Offset).ToString("x8", CultureInfo.InvariantCulture);
        return fileOffset == 0 ? place : string.Create(CultureInfo.InvariantCulture, $"{place} +{line.Offset:x3}");
    }

    private string NoteMargin(FieldLine line) => "*".PadRight(Place(line).Length + 3);

    private static string Before(FieldPiece piece) => piece.Start > 0 || piece.IsFirst ? "|" : " ";

    private static string Digits(FieldLine line, FieldPiece piece)
    {
        var digits = new StringBuilder(3 * piece.Length);
        for (int i = piece.Start; i < piece.Start + piece.Length; i++)
            digits.Append(i == piece.Start ? "" : i == FieldLine.BytesPerLine / 2 ? "-" : " ").Append(line.Bytes.Span[i].ToString("x2", CultureInfo.InvariantCulture));
        return digits.ToString();
    }

    /// <summary>What stands behind the numbers: a bar where the last field ends, and the bytes as characters.</summary>
    private static string Tail(FieldLine line)
    {
        bool isEnd = line.Pieces[^1].Field is { } field && field.End == line.Offset + line.Bytes.Length;
        string numbers = (isEnd ? "|" : " ").PadRight(3 * (FieldLine.BytesPerLine - line.Bytes.Length) + 3);
        string characters = HexDigits.Characters(line.Bytes.Span);
        return numbers + (line.Pieces.Any(piece => piece.IsFirst) ? characters.PadRight(FieldLine.BytesPerLine) : characters);
    }
}
