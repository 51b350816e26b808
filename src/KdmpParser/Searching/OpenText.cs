using System.Text;

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

    public void Add(ulong address, ReadOnlySpan<byte> characters)
    {
        if (_length == 0)
            _address = address;
        int room = (int)Math.Max(0, limit - _length);
        ReadOnlySpan<byte> kept = characters[..Math.Min(characters.Length, room)];
        if (kept.Length > 0)
        {
            int end = (int)_length + kept.Length;
            if (end > _text.Length)
                Array.Resize(ref _text, Math.Min(Math.Max(end, 2 * _text.Length), limit));
            Encoding.ASCII.GetChars(kept, _text.AsSpan((int)_length));
        }

        _length += characters.Length;
    }

    public void Close(List<FoundText> found)
    {
        if (_length >= minimumLength)
            found.Add(new(_address, encoding, new(_text, 0, (int)Math.Min(_length, limit)), _length));
        _length = 0;
    }
}
