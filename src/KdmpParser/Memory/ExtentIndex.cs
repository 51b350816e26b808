using System.Runtime.InteropServices;

namespace KdmpParser.Memory;

/// <summary>Memory that the file describes as a list of ranges: found by binary search.</summary>
internal sealed class ExtentIndex : MemoryIndex
{
    private readonly ulong[] _starts;
    private readonly Extent[] _extents;

    private ExtentIndex(ReadOnlySpan<Extent> sorted, long fileEnd)
    {
        FileEnd = fileEnd;
        _extents = sorted.ToArray();
        _starts = new ulong[_extents.Length];
        for (int i = 0; i < _extents.Length; i++)
        {
            _starts[i] = _extents[i].Start;
            PageCount += (long)(_extents[i].Length / PhysicalAddress.PageSize);
        }
    }

    public override long PageCount { get; }

    public override long FileEnd { get; }

    public override IEnumerable<Extent> Extents => _extents;

    /// <summary>Sorts and joins a list in any order. Where ranges overlap, the one that comes first in the list wins.</summary>
    /// <param name="listed">The ranges in the file's order; none is empty and none goes past 2^64. The list means nothing afterwards.</param>
    /// <param name="overlaps">Whether any two overlapped.</param>
    public static ExtentIndex Build(List<Extent> listed, out bool overlaps)
    {
        // The file holds a second copy of a page all the same.
        long end = 0;
        foreach (Extent extent in listed)
            end = Math.Max(end, extent.FileOffset + (long)extent.Length);

        // There can be millions: what is in order already is not copied.
        Span<Extent> inPlace = CollectionsMarshal.AsSpan(listed);
        overlaps = false;
        if (IsAscending(inPlace))
            return new(Join(inPlace), end);

        ulong[] byStart = ByStart(listed);
        Extent[] sorted = Array.ConvertAll(byStart, place => listed[(int)place]);
        overlaps = !IsAscending(sorted);
        return new(Join(overlaps ? CollectionsMarshal.AsSpan(OverlapResolution.FirstWins(listed, byStart)) : sorted), end);
    }

    public override bool TryLocate(ulong address, out long fileOffset, out ulong contiguous)
    {
        int found = Array.BinarySearch(_starts, address);
        int i = found >= 0 ? found : ~found - 1;
        if (i >= 0 && address <= _extents[i].Last)
        {
            ulong into = address - _extents[i].Start;
            fileOffset = _extents[i].FileOffset + (long)into;
            contiguous = _extents[i].Length - into;
            return true;
        }

        (fileOffset, contiguous) = (0, 0);
        return false;
    }

    public override ulong NextAfter(ulong missing)
    {
        int found = Array.BinarySearch(_starts, missing);
        int next = found >= 0 ? found + 1 : ~found;

        // Where the file was cut short, the rest of an extent is missing for another reason than what lies between two of them.
        if (next > 0 && missing <= _extents[next - 1].Last)
            return unchecked(_extents[next - 1].Last + 1);
        return next < _starts.Length ? _starts[next] : 0;
    }

    /// <summary>
    /// Places in the list, by where the ranges there begin. Only numbers are sorted: that is faster, and nothing has to be compiled for it when
    /// the program starts.
    /// </summary>
    private static ulong[] ByStart(List<Extent> listed)
    {
        var starts = new ulong[listed.Count];
        var places = new ulong[listed.Count];
        for (int i = 0; i < starts.Length; i++)
            (starts[i], places[i]) = (listed[i].Start, (ulong)i);
        Array.Sort(starts, places);
        return places;
    }

    /// <summary>Whether each begins behind the end of the one before.</summary>
    private static bool IsAscending(ReadOnlySpan<Extent> extents)
    {
        for (int i = 1; i < extents.Length; i++)
        {
            if (extents[i].Start <= extents[i - 1].Last)
                return false;
        }

        return true;
    }

    /// <summary>Joins neighbours that also touch in the file, in place.</summary>
    private static ReadOnlySpan<Extent> Join(Span<Extent> sorted)
    {
        int count = 0;
        foreach (Extent extent in sorted)
        {
            if (count > 0 && sorted[count - 1].IsFollowedBy(extent))
                sorted[count - 1] = sorted[count - 1] with { Length = sorted[count - 1].Length + extent.Length };
            else
                sorted[count++] = extent;
        }

        return sorted[..count];
    }
}
