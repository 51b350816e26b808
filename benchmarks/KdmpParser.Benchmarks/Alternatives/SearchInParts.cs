namespace KdmpParser.Benchmarks.Alternatives;

/// <summary>
/// The addresses divided into about as many equal parts as there are ranges; for each the first range in question, and a binary search among what is left.
/// Memory beside the addresses: 4 bytes for each range. The library's own.
/// </summary>
internal sealed class SearchInParts
{
    private readonly ulong[] _starts;
    private readonly int[] _first;
    private readonly int _partShift;

    public SearchInParts(ulong[] starts)
    {
        _starts = starts;
        while (starts[^1] >> _partShift > (ulong)starts.Length)
            _partShift++;
        _first = new int[(int)(starts[^1] >> _partShift) + 1];
        for (int part = 0, i = 0; part < _first.Length; part++)
        {
            while (i + 1 < starts.Length && starts[i + 1] <= (ulong)part << _partShift)
                i++;
            _first[part] = i;
        }
    }

    /// <returns>The last range that does not begin behind an address; the first one, if all do.</returns>
    public int Find(ulong address)
    {
        int part = (int)Math.Min(address >> _partShift, (ulong)_first.Length - 1);
        int first = _first[part], end = part + 1 < _first.Length ? _first[part + 1] + 1 : _starts.Length;
        for (int count = end - first; count > 1;)
        {
            int half = count / 2;
            first += half & -(_starts[first + half] <= address ? 1 : 0);
            count -= half;
        }

        return first;
    }
}
