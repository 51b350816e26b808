using System.Globalization;
using KdmpParser;

namespace KdmpInteractive.Rendering;

/// <summary>A line of a hex view: bytes and how often they follow again, or bytes that are missing.</summary>
/// <param name="Address">Where it begins.</param>
/// <param name="Bytes">The bytes; none in a line about missing ones.</param>
/// <param name="Length">How many bytes it stands for.</param>
/// <param name="Failure">Why they are missing.</param>
internal readonly record struct HexLine(ulong Address, ReadOnlyMemory<byte> Bytes, int Length, MemoryFailure? Failure = null)
{
    /// <summary>What follows the line, or stands in it: repeats, or the reason.</summary>
    public string? Note
    {
        get
        {
            if (Failure is { } failure)
                return string.Create(CultureInfo.InvariantCulture, $"({Length:N0} byte{(Length == 1 ? "" : "s")} missing: {failure})");
            return Repeats(Length / Math.Max(Bytes.Length, 1) - 1);
        }
    }

    /// <summary>That a line follows itself so many times; <see langword="null"/> where it does not.</summary>
    public static string? Repeats(int times) => times switch
    {
        <= 0 => null,
        1 => "(the same once more)",
        _ => string.Create(CultureInfo.InvariantCulture, $"(the same {times} times more)"),
    };

    /// <summary>The lines of pieces of memory. Lines that repeat the one before are counted in it.</summary>
    public static IEnumerable<HexLine> Of(IEnumerable<MemoryView> pieces, int bytesPerLine)
    {
        foreach (MemoryView piece in pieces)
        {
            ReadOnlyMemory<byte> bytes = piece.Bytes.AsMemory();
            for (int at = 0; at < bytes.Length;)
            {
                ReadOnlyMemory<byte> line = bytes.Slice(at, Math.Min(bytesPerLine, bytes.Length - at));
                int end = at + line.Length;
                while (end + line.Length <= bytes.Length && bytes.Span.Slice(end, line.Length).SequenceEqual(line.Span))
                    end += line.Length;
                yield return new(piece.Address + (ulong)at, line, end - at);
                at = end;
            }

            if (piece.Failure is { } failure && piece.Requested > bytes.Length)
                yield return new(unchecked(piece.Address + (ulong)bytes.Length), ReadOnlyMemory<byte>.Empty, piece.Requested - bytes.Length, failure);
        }
    }
}
