using System.Diagnostics.CodeAnalysis;

namespace KdmpParser.Memory;

/// <summary>
/// Ranges of addresses that can overlap, as those of a hostile dump do: finds the ones that hold an address without going through the others.
/// Sorted by where they begin, the array is a balanced tree: the middle of each part is its root.
/// </summary>
/// <typeparam name="T">What is a range.</typeparam>
internal sealed class OverlappingRanges<T>
{
    private readonly Func<T, ulong> _first, _last;
    private readonly T[] _sorted;

    /// <summary>For each root, the furthest address of its part.</summary>
    private readonly ulong[] _reach;

    /// <param name="ranges">The ranges in any order; none is empty.</param>
    /// <param name="first">The first address of one.</param>
    /// <param name="last">The last address of one.</param>
    public OverlappingRanges(IEnumerable<T> ranges, Func<T, ulong> first, Func<T, ulong> last)
    {
        (_first, _last) = (first, last);
        _sorted = [.. ranges];
        Array.Sort(_sorted, (a, b) => first(a).CompareTo(first(b)));
        _reach = new ulong[_sorted.Length];
        MeasureReach(0, _sorted.Length);
    }

    public int Count => _sorted.Length;

    /// <summary>The range that begins last among those that hold an address.</summary>
    public bool TryFindLast(ulong address, [MaybeNullWhen(false)] out T found)
    {
        int place = LastIn(0, _sorted.Length, address);
        found = place < 0 ? default : _sorted[place];
        return place >= 0;
    }

    /// <summary>All ranges that hold an address, in the order in which they begin.</summary>
    public List<T> FindAll(ulong address)
    {
        var found = new List<T>();
        AddFrom(0, _sorted.Length, address, found);
        return found;
    }

    private ulong MeasureReach(int from, int end)
    {
        if (from == end)
            return 0;
        int root = from + (end - from) / 2;
        return _reach[root] = Math.Max(_last(_sorted[root]), Math.Max(MeasureReach(from, root), MeasureReach(root + 1, end)));
    }

    private int LastIn(int from, int end, ulong address)
    {
        int root = from + (end - from) / 2;
        if (from == end || _reach[root] < address)
            return -1;
        if (_first(_sorted[root]) > address)
            return LastIn(from, root, address);
        int behind = LastIn(root + 1, end, address);
        if (behind >= 0)
            return behind;
        return _last(_sorted[root]) >= address ? root : LastIn(from, root, address);
    }

    private void AddFrom(int from, int end, ulong address, List<T> found)
    {
        int root = from + (end - from) / 2;
        if (from == end || _reach[root] < address)
            return;
        AddFrom(from, root, address, found);
        if (_first(_sorted[root]) > address)
            return;
        if (_last(_sorted[root]) >= address)
            found.Add(_sorted[root]);
        AddFrom(root + 1, end, address, found);
    }
}
