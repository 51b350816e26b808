using System.Globalization;
using System.Text;
using KdmpParser;

namespace KdmpInteractive.Rendering;

/// <summary>Memory as WinDbg's <c>db</c> prints it: address, 16 bytes, their characters. Rows that repeat are squeezed, with their count.</summary>
/// <param name="memory">What to show.</param>
public sealed class HexDump(MemoryView memory) : Block
{
    private const int BytesPerRow = 16;

    internal override void WriteHtml(HtmlBuilder html)
    {
        html.Append($"<table><thead><tr><th scope=\"col\">Address</th><th scope=\"col\">Bytes</th><th scope=\"col\">Characters</th></tr></thead><tbody>");
        foreach (Row row in Rows())
        {
            html.Append($"<tr><th scope=\"row\" class=\"m\">{row.Address}</th><td class=\"m\">{row.Bytes}</td><td class=\"m\">{row.Characters}</td></tr>");
            if (row.Repeats > 0)
                html.Append($"<tr><td></td><td>{RepeatNote(row)}</td><td></td></tr>");
        }

        html.Append($"</tbody></table>");
    }

    internal override void WriteText(StringBuilder text)
    {
        foreach (Row row in Rows())
        {
            text.Append(row.Address).Append("  ").Append(row.Bytes.PadRight(3 * BytesPerRow - 1)).Append("  ").Append(row.Characters).Append('\n');
            if (row.Repeats > 0)
                text.Append("*                  ").Append(RepeatNote(row)).Append('\n');
        }
    }

    private static string RepeatNote(Row row) => row.Repeats == 1 ? "(the same once more)" : $"(the same {row.Repeats} times more)";

    private IEnumerable<Row> Rows()
    {
        ReadOnlyMemory<byte> bytes = memory.Bytes.AsMemory();
        for (int at = 0; at < bytes.Length;)
        {
            ReadOnlySpan<byte> row = bytes.Span.Slice(at, Math.Min(BytesPerRow, bytes.Length - at));
            int repeats = 0;
            for (int next = at + BytesPerRow; next + row.Length <= bytes.Length && bytes.Span.Slice(next, row.Length).SequenceEqual(row); next += BytesPerRow)
                repeats++;
            yield return new(new VirtualAddress(memory.Address + (ulong)at).ToString(), Digits(row), Characters(row), repeats);
            at += (repeats + 1) * BytesPerRow;
        }
    }

    private static string Digits(ReadOnlySpan<byte> row)
    {
        var digits = new StringBuilder(3 * BytesPerRow);
        for (int i = 0; i < row.Length; i++)
            digits.Append(i == 0 ? "" : i == BytesPerRow / 2 ? "-" : " ").Append(row[i].ToString("x2", CultureInfo.InvariantCulture));
        return digits.ToString();
    }

    private static string Characters(ReadOnlySpan<byte> row)
    {
        Span<char> characters = stackalloc char[row.Length];
        for (int i = 0; i < row.Length; i++)
            characters[i] = row[i] is >= (byte)' ' and <= (byte)'~' ? (char)row[i] : '.';
        return characters.ToString();
    }

    private readonly record struct Row(string Address, string Bytes, string Characters, int Repeats);
}
