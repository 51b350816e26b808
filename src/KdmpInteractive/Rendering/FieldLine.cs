using System.Globalization;

namespace KdmpInteractive.Rendering;

/// <summary>A line of a <see cref="FieldDump"/>: its bytes cut into pieces where fields begin and end.</summary>
/// <param name="Offset">Where it begins, from the first byte of the dump.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Pieces">Its bytes field by field, in order; what is no field is a piece without one.</param>
/// <param name="Note">What follows the line and is not shown: repeats, or the rest of a long field.</param>
internal sealed record FieldLine(int Offset, ReadOnlyMemory<byte> Bytes, IReadOnlyList<FieldPiece> Pieces, string? Note)
{
    public const int BytesPerLine = 16;

    /// <param name="bytes">All bytes.</param>
    /// <param name="fields">Their fields, by offset, none over another.</param>
    public static IEnumerable<FieldLine> Of(ReadOnlyMemory<byte> bytes, IReadOnlyList<FieldSpan> fields)
    {
        int first = 0;
        for (int at = 0; at < bytes.Length;)
        {
            ReadOnlyMemory<byte> line = bytes.Slice(at, Math.Min(BytesPerLine, bytes.Length - at));
            int end = at + line.Length;
            while (first < fields.Count && fields[first].End <= at)
                first++;
            FieldPiece[] pieces = [.. Cut(fields, first, at, end)];

            // Whole lines in which nothing begins or ends.
            int last = pieces[^1].Field?.End ?? fields.Skip(first).Where(field => field.Offset >= end).Select(field => field.Offset).FirstOrDefault(bytes.Length);
            int quiet = (last - end) / BytesPerLine, skipped = 0;
            string? note;
            if (pieces[^1].Field is { Elsewhere: { } place } field)
            {
                skipped = quiet;
                note = skipped == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"({skipped * BytesPerLine:N0} more bytes of {field.Name}: {place})");
            }
            else
            {
                while (pieces.Length == 1 && skipped < quiet && bytes.Slice(end + skipped * BytesPerLine, BytesPerLine).Span.SequenceEqual(line.Span))
                    skipped++;
                note = HexLine.Repeats(skipped);
            }

            yield return new(at, line, pieces, note);
            at = end + skipped * BytesPerLine;
        }
    }

    private static IEnumerable<FieldPiece> Cut(IReadOnlyList<FieldSpan> fields, int first, int start, int end)
    {
        int at = start;
        for (int i = first; i < fields.Count && fields[i].Offset < end; i++)
        {
            FieldSpan field = fields[i];
            if (field.Offset > at)
                yield return new(at - start, field.Offset - at, null, 0, IsFirst: false);
            int from = Math.Max(at, field.Offset);
            at = Math.Min(end, field.End);
            yield return new(from - start, at - from, field, i, IsFirst: field.Offset == from);
        }

        if (at < end)
            yield return new(at - start, end - at, null, 0, IsFirst: false);
    }
}
