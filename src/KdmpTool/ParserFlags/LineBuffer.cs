namespace KdmpTool.ParserFlags;

/// <summary>Lines on their way to a writer, character for character: a dump of 64 GiB has 16 million of them.</summary>
internal sealed class LineBuffer(TextWriter output)
{
    private const int LongestLine = 128;
    private const string Digits = "0123456789abcdef";

    private readonly char[] _buffer = new char[0x8000];
    private int _length;

    public void Append(char c) => _buffer[_length++] = c;

    /// <param name="value">The number.</param>
    /// <param name="digits">How many digits at least.</param>
    public void AppendHex(ulong value, int digits)
    {
        while (digits < 16 && value >> (4 * digits) != 0)
            digits++;
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
            Append(Digits[(int)(value >> shift & 0xf)]);
    }

    public void EndLine()
    {
        Append('\n');
        if (_length > _buffer.Length - LongestLine)
            Flush();
    }

    public void Flush()
    {
        output.Write(_buffer, 0, _length);
        _length = 0;
    }
}
