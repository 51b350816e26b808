using System.Numerics;

namespace KdmpParser.Benchmarks.Alternatives;

/// <summary>
/// The addresses divided into about as many equal parts as there are ranges; for each the first range in question, and a binary search among what is left.
/// Memory beside the addresses: 4 bytes for each range. The library does the same with ranges of 24 bytes in place of their starts.
/// </summary>
internal sealed class SearchInParts
{
    private readonly ulong[] _starts;
    private readonly int[] _first;
    private readonly int _partShift;
    private readonly int _steps;

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

        int most = starts.Length - _first[^1];
        for (int part = 1; part < _first.Length; part++)
            most = Math.Max(most, _first[part] - _first[part - 1] + 1);
        _steps = BitOperations.Log2((uint)most * 2 - 1);
    }

    /// <summary>As many steps for any address as the fullest part needs, which a processor can foretell: the library's own way.</summary>
    /// <returns>The last range that does not begin behind an address; the first one, if all do.</returns>
    public int Find(ulong address)
    {
        (int first, int count) = Part(address);
        for (int step = _steps; step > 0; step--)
            Halve(address, ref first, ref count);
        return first;
    }

    /// <summary>As many steps as the part needs.</summary>
    /// <inheritdoc cref="Find"/>
    public int FindUntilOneIsLeft(ulong address)
    {
        (int first, int count) = Part(address);
        while (count > 1)
            Halve(address, ref first, ref count);
        return first;
    }

    private (int First, int Count) Part(ulong address)
    {
        int part = (int)Math.Min(address >> _partShift, (ulong)_first.Length - 1);
        int end = part + 1 < _first.Length ? _first[part + 1] + 1 : _starts.Length;
        return (_first[part], end - _first[part]);
    }

    private void Halve(ulong address, ref int first, ref int count)
    {
        int half = count / 2;
        first += half & -(_starts[first + half] <= address ? 1 : 0);
        count -= half;
    }
}
