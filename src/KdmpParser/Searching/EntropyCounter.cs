namespace KdmpParser.Searching;

/// <summary>Counts the bytes of the windows of a pass by page and value.</summary>
internal sealed class EntropyCounter : IWindowReader
{
    private readonly int[] _counts = new int[256];
    private ulong _address;
    private int _length;

    /// <summary>Pages that ended, in the order of their addresses. The caller clears them.</summary>
    public List<PageEntropy> Found { get; } = [];

    public void Read(Window window)
    {
        ReadOnlySpan<byte> bytes = window.Bytes;
        for (ulong address = window.Address; !bytes.IsEmpty;)
        {
            int count = Math.Min(PhysicalAddress.PageSize - (int)(address % PhysicalAddress.PageSize), bytes.Length);
            if (address / PhysicalAddress.PageSize != _address / PhysicalAddress.PageSize)
                End();
            Add(address, bytes[..count]);
            bytes = bytes[count..];
            address = unchecked(address + (ulong)count);
        }
    }

    /// <summary>No more of the page comes.</summary>
    public void End()
    {
        if (_length == 0)
            return;
        Found.Add(new(_address, _length, PageEntropy.Of(_counts, _length)));
        Array.Clear(_counts);
        _length = 0;
    }

    private void Add(ulong address, ReadOnlySpan<byte> bytes)
    {
        if (_length == 0)
            _address = address;
        _length += bytes.Length;

        // Most pages of a machine that are alike all over are zeros.
        if (!bytes.ContainsAnyExcept(bytes[0]))
        {
            _counts[bytes[0]] += bytes.Length;
            return;
        }

        foreach (byte value in bytes)
            _counts[value]++;
    }
}
