namespace KdmpParser.Searching;

/// <summary>
/// Tells runs of printable ASCII characters from other bytes. One of single bytes and one of UTF-16 can be open at once: they share no more
/// than a byte, so what ends first also began first.
/// </summary>
internal sealed class TextScanner(int minimumLength, KernelDumpLimits limits) : IWindowReader
{
    private const byte First = 0x20, Last = 0x7e;

    private readonly OpenText _ascii = new(TextEncoding.Ascii, minimumLength, limits.StringBytes);
    private readonly OpenText _wide = new(TextEncoding.Utf16, minimumLength, limits.StringBytes / sizeof(char));

    /// <summary>The byte before, where it could be the low half of a UTF-16 character.</summary>
    private byte? _low;

    /// <summary>Runs that ended, in the order of their addresses. The caller clears them.</summary>
    public List<FoundText> Found { get; } = [];

    public void Read(Window window)
    {
        if (!window.IsContinued)
            Break();
        Add(window.Bytes, window.Address, Found);
    }

    /// <summary>What follows does not follow in memory.</summary>
    public void Break()
    {
        _wide.Close(Found);
        _ascii.Close(Found);
        _low = null;
    }

    private void Add(ReadOnlySpan<byte> bytes, ulong address, List<FoundText> found)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!_ascii.IsOpen && !_wide.IsOpen)
            {
                int skipped = bytes[i..].IndexOfAnyInRange(First, Last);
                if (skipped < 0)
                    return;
                i += skipped;
            }

            int count = Printable(bytes[i..]);
            if (count > 0)
            {
                // Only a printable byte that stands alone can be half of a character.
                if (_low is not null || count > 1)
                    _wide.Close(found);
                _ascii.Add(address + (ulong)i, bytes.Slice(i, count));
                i += count - 1;
                _low = bytes[i];
                continue;
            }

            if (_low is { } low && bytes[i] == 0)
                _wide.Add(address + (ulong)i - 1, [low]);
            else
                _wide.Close(found);
            _ascii.Close(found);
            _low = null;
        }
    }

    private static int Printable(ReadOnlySpan<byte> bytes)
    {
        int count = bytes.IndexOfAnyExceptInRange(First, Last);
        return count < 0 ? bytes.Length : count;
    }
}
