namespace KdmpParser.Searching;

/// <summary>A run of characters that may go on.</summary>
/// <param name="encoding">How they stand in memory.</param>
/// <param name="minimumLength">How many make a run that is worth telling.</param>
/// <param name="limit">How many are kept.</param>
internal sealed class OpenText(TextEncoding encoding, int minimumLength, int limit)
{
    private char[] _text = new char[Math.Min(64, limit)];
    private ulong _address;
    private long _length;

    public bool IsOpen => _length > 0;

    public bool IsLong => _length >= minimumLength;

    public void Add(ulong address, byte character)
    {
        if (_length == 0)
            _address = address;
        if (_length < limit)
        {
            if (_length == _text.Length)
                Array.Resize(ref _text, (int)Math.Min(2 * _length, limit));
            _text[_length] = (char)character;
        }

        _length++;
    }

    public void Close(List<FoundText> found)
    {
        if (IsLong)
            found.Add(new(_address, encoding, new(_text, 0, (int)Math.Min(_length, limit)), _length));
        _length = 0;
    }
}
