using System.Globalization;

namespace KdmpParser.Searching;

/// <summary>Reads a pattern in hexadecimal from left to right.</summary>
internal sealed class PatternParser(string text)
{
    private readonly List<byte> _values = [];
    private readonly List<byte> _masks = [];
    private int _at;

    public byte[] Values => [.. _values];

    public byte[] Masks => [.. _masks];

    /// <returns>What is wrong, as a sentence; <see langword="null"/> when nothing is.</returns>
    public string? Run()
    {
        while (true)
        {
            while (_at < text.Length && IsSeparator(text[_at]))
                _at++;
            if (_at == text.Length)
                break;
            if (Group() is { } error)
                return error;
        }

        if (_values.Count == 0)
            return "A pattern needs at least one byte, as in '48 8b ?? c3'.";
        return _masks.TrueForAll(mask => mask == 0) ? "A pattern needs at least one digit: nothing but '?' is found everywhere." : null;
    }

    private static bool IsSeparator(char c) => c == ',' || char.IsWhiteSpace(c);

    /// <summary>Digits up to the next separator.</summary>
    private string? Group()
    {
        int start = _at;
        if (text.AsSpan(_at).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            _at += 2;
        int digits = _at;
        while (_at < text.Length && !IsSeparator(text[_at]))
        {
            if (Digit(text[_at]) is not { } high)
                return $"{Name(_at)} is neither a hexadecimal digit nor '?'.";
            bool isLast = _at + 1 == text.Length || IsSeparator(text[_at + 1]);
            if (isLast && !(high.Mask == 0 && _at == digits))
                return $"{Name(_at)} stands alone: a byte has two digits.";
            if ((isLast ? high : Digit(text[_at + 1])) is not { } low)
                return $"{Name(_at + 1)} is neither a hexadecimal digit nor '?'.";
            if (_values.Count == BytePattern.MaximumLength)
                return FormattableString.Invariant($"{Name(_at)} is too much: a pattern has at most {BytePattern.MaximumLength} bytes.");

            _values.Add((byte)(high.Value << 4 | low.Value));
            _masks.Add((byte)(high.Mask << 4 | low.Mask));
            _at += isLast ? 1 : 2;
        }

        return _at > digits ? null : $"{Name(start)} begins a byte without digits.";
    }

    private static (int Value, int Mask)? Digit(char c) => c == '?' ? (0, 0) : char.IsAsciiHexDigit(c) ? ((c & 0xf) + (c > '9' ? 9 : 0), 0xf) : null;

    /// <summary>A character that cannot be trusted on a screen is given by its number.</summary>
    private string Name(int at)
    {
        char c = text[at];
        string shown = c is >= ' ' and <= '~' ? $"'{c}'" : string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");
        return string.Create(CultureInfo.InvariantCulture, $"{shown} at character {at + 1}");
    }
}
