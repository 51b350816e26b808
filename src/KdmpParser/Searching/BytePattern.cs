using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Searching;

namespace KdmpParser;

/// <summary>
/// Bytes to look for, of which some, or halves of some, can be anything. Immutable. At most <see cref="MaximumLength"/> bytes, and at
/// least one bit of them must be given.
/// </summary>
public sealed class BytePattern
{
    /// <summary>Bytes that a pattern can have at most: one page.</summary>
    public const int MaximumLength = PhysicalAddress.PageSize;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _values;
    private readonly byte[] _masks;
    private readonly PatternAnchor _anchor;

    private BytePattern(byte[] values, byte[] masks)
    {
        (_values, _masks) = (values, masks);
        _anchor = PatternAnchor.Of(values, masks);
        HasWildcards = _masks.AsSpan().ContainsAnyExcept((byte)0xff);
    }

    /// <summary>How many bytes a hit has.</summary>
    public int Length => _values.Length;

    /// <summary>Whether a byte, or a half of one, can be anything.</summary>
    public bool HasWildcards { get; }

    /// <summary>Takes a pattern in hexadecimal, as in <c>48 8b ?? c3</c>, <c>488b??c3</c>, <c>0x48, 0x8b</c> or <c>4? ?f</c>.</summary>
    /// <param name="text">Two digits for each byte, of which each can be a <c>?</c>; a <c>?</c> that stands alone is a whole byte. White space and
    /// commas separate.</param>
    /// <exception cref="FormatException">The text is no such pattern; the message says which character is wrong.</exception>
    public static BytePattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out BytePattern? pattern, out string? error) ? pattern : throw new FormatException(error);
    }

    /// <inheritdoc cref="Parse"/>
    /// <param name="text">The pattern, as <see cref="Parse"/> takes it.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="error">One sentence that says which character is wrong; they are counted from 1.</param>
    /// <returns>Whether the text is a pattern.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BytePattern? pattern, [NotNullWhen(false)] out string? error)
    {
        var parser = new PatternParser(text ?? "");
        error = parser.Run();
        pattern = error is null ? new(parser.Values, parser.Masks) : null;
        return error is null;
    }

    /// <summary>Takes bytes as they are.</summary>
    /// <param name="bytes">What to look for.</param>
    /// <exception cref="ArgumentException">There are none, or more than <see cref="MaximumLength"/>.</exception>
    public static BytePattern FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new ArgumentException("A pattern needs at least one byte.");
        if (bytes.Length > MaximumLength)
            throw new ArgumentException(FormattableString.Invariant($"A pattern has at most {MaximumLength} bytes, and this one has {bytes.Length}."));
        var masks = new byte[bytes.Length];
        Array.Fill(masks, (byte)0xff);
        return new(bytes.ToArray(), masks);
    }

    /// <summary>Takes text as UTF-8, which for ASCII is the text byte for byte; nothing ends it.</summary>
    /// <param name="text">What to look for, upper and lower case told apart.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than <see cref="MaximumLength"/> bytes, or has a lone surrogate.</exception>
    public static BytePattern FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromBytes(s_utf8.GetBytes(text));
    }

    /// <summary>Takes text as UTF-16LE, as Windows keeps most of its strings; nothing ends it.</summary>
    /// <param name="text">What to look for, upper and lower case told apart; it may hold lone surrogates.</param>
    /// <exception cref="ArgumentException">The text is empty or longer than <see cref="MaximumLength"/> bytes.</exception>
    public static BytePattern FromUtf16(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromBytes(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>Whether bytes begin with the pattern.</summary>
    public bool IsMatch(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length)
            return false;
        for (int i = 0; i < _values.Length; i++)
        {
            if ((bytes[i] & _masks[i]) != _values[i])
                return false;
        }

        return true;
    }

    /// <summary>Where the pattern is found first.</summary>
    /// <param name="bytes">Where to look.</param>
    /// <returns>Offset of its first byte; -1 when it is nowhere.</returns>
    public int IndexIn(ReadOnlySpan<byte> bytes)
    {
        int starts = bytes.Length - Length + 1;
        for (int start = 0; start < starts; start++)
        {
            int found = _anchor.IndexIn(bytes[start..], starts - start);
            if (found < 0)
                return -1;
            start += found;
            if (_anchor.IsWhole || IsMatch(bytes[start..]))
                return start;
        }

        return -1;
    }

    /// <summary>In lower-case hexadecimal, as <see cref="Parse"/> takes it: <c>48 8b ?? c3</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(3 * Length);
        for (int i = 0; i < Length; i++)
        {
            if (i > 0)
                text.Append(' ');
            text.Append(Digit(_values[i] >> 4, _masks[i] >> 4)).Append(Digit(_values[i] & 0xf, _masks[i] & 0xf));
        }

        return text.ToString();
    }

    private static string Digit(int value, int mask) => mask == 0 ? "?" : value.ToString("x", CultureInfo.InvariantCulture);
}
