namespace KdmpParser.Tests.Properties;

/// <summary>Memory as pieces without gaps, and what is found in them by a look at each place.</summary>
internal static class NaiveScan
{
    /// <param name="start">The first address.</param>
    /// <param name="length">How many bytes from there on, cut where the addresses end.</param>
    /// <param name="byteAt">A byte, if it can be had.</param>
    public static List<(ulong Start, List<byte> Bytes)> Pieces(ulong start, ulong length, Func<ulong, byte?> byteAt)
    {
        var pieces = new List<(ulong Start, List<byte> Bytes)>();
        bool isOpen = false;
        for (ulong i = 0; i < length && start + i >= start; i++)
        {
            byte? read = byteAt(start + i);
            if (read is not null && !isOpen)
                pieces.Add((start + i, []));
            isOpen = read is not null;
            if (read is { } value)
                pieces[^1].Bytes.Add(value);
        }

        return pieces;
    }

    /// <param name="pieces">Memory.</param>
    /// <param name="pattern">Two digits for each byte, where a question mark can be any.</param>
    public static IEnumerable<ulong> Hits(IEnumerable<(ulong Start, List<byte> Bytes)> pieces, string pattern)
    {
        foreach ((ulong start, List<byte> bytes) in pieces)
        {
            for (int i = 0; i + pattern.Length / 2 <= bytes.Count; i++)
            {
                if (IsHit(bytes, i, pattern))
                    yield return start + (ulong)i;
            }
        }
    }

    public static IEnumerable<FoundText> Texts(IEnumerable<(ulong Start, List<byte> Bytes)> pieces, int minimum, int stringBytes) =>
        pieces.SelectMany(piece => Texts(piece.Start, piece.Bytes, 1, stringBytes).Concat(Texts(piece.Start, piece.Bytes, 2, stringBytes / 2)))
            .Where(text => text.Length >= minimum).OrderBy(text => text.Address);

    /// <summary>Runs that go on neither before nor behind, of characters of one byte, or of one byte and a zero.</summary>
    private static IEnumerable<FoundText> Texts(ulong start, List<byte> bytes, int size, int most)
    {
        for (int i = 0; i < bytes.Count; i++)
        {
            if (!IsCharacter(i) || IsCharacter(i - size))
                continue;
            var text = new List<char>();
            for (int at = i; IsCharacter(at); at += size)
                text.Add((char)bytes[at]);
            yield return new(start + (ulong)i, size == 1 ? TextEncoding.Ascii : TextEncoding.Utf16, new([.. text.Take(most)]), text.Count);
        }

        bool IsCharacter(int at) => at >= 0 && at + size <= bytes.Count && bytes[at] is >= 0x20 and <= 0x7e && (size == 1 || bytes[at + 1] == 0);
    }

    private static bool IsHit(List<byte> bytes, int at, string pattern)
    {
        for (int i = 0; i < pattern.Length; i += 2)
        {
            if (!IsDigit(bytes[at + i / 2] >> 4, pattern[i]) || !IsDigit(bytes[at + i / 2] & 0xf, pattern[i + 1]))
                return false;
        }

        return true;
    }

    private static bool IsDigit(int value, char digit) => digit == '?' || "0123456789abcdef"[value] == digit;
}
