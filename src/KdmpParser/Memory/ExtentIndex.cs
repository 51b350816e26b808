using System.Numerics;

namespace KdmpParser.Memory;

/// <summary>
/// Memory that the file describes as a list of ranges. The addresses are divided into as many parts of equal size as there are ranges, and for each
/// part the index knows the first range in question: of machines' memory, few are left for the binary search, and of any other list no more
/// than it would have had to go through anyway.
/// </summary>
internal sealed class ExtentIndex : MemoryIndex
{
    /// <summary>Of the three runs of a PC, nearly every part has one.</summary>
    private const int LeastParts = 1 << 10;

    private readonly Extent[] _extents;

    /// <summary>The last extent that does not begin behind the start of each part; the last of all behind the last part.</summary>
    private readonly int[] _first;

    /// <summary>How often the ranges of a part have to be halved until one is left, where a part has most of them.</summary>
    private readonly int _steps;

    /// <summary>The part of an address is its bits from here on.</summary>
    private readonly int _partShift;

    private ExtentIndex(Extent[] sorted, long fileEnd)
    {
        FileEnd = fileEnd;
        _extents = sorted;
        ulong last = sorted.Length == 0 ? 0 : sorted[^1].Start, parts = (ulong)Math.Max(sorted.Length, LeastParts);
        while (last >> _partShift > parts)
            _partShift++;
        _first = new int[(int)(last >> _partShift) + 2];
        int part = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            PageCount += (long)(sorted[i].Length / PhysicalAddress.PageSize);
            for (; part < _first.Length - 1 && sorted[i].Start > (ulong)part << _partShift; part++)
                _first[part] = Math.Max(i - 1, 0);
        }

        _first.AsSpan(part).Fill(Math.Max(sorted.Length - 1, 0));
        int most = 1;
        for (part = 1; part < _first.Length; part++)
            most = Math.Max(most, _first[part] - _first[part - 1] + 1);
        _steps = BitOperations.Log2((uint)most * 2 - 1);
    }

    public override long PageCount { get; }

    public override long FileEnd { get; }

    public override IEnumerable<Extent> Extents => _extents;

    /// <summary>Sorts and joins a list in any order. Where ranges overlap, the one that comes first in the list wins.</summary>
    /// <param name="listed">The ranges in the file's order; none is empty and none goes past 2^64. The array becomes the index', or means nothing afterwards.</param>
    /// <param name="overlaps">Whether any two overlapped.</param>
    public static ExtentIndex Build(Extent[] listed, out bool overlaps)
    {
        // The file holds a second copy of a page all the same.
        long end = 0;
        foreach (Extent extent in listed)
            end = Math.Max(end, extent.FileOffset + (long)extent.Length);

        // There can be millions: what is in order already is not copied.
        overlaps = false;
        if (IsAscending(listed))
            return new(Join(listed), end);

        ulong[] byStart = ByStart(listed);
        Extent[] sorted = Array.ConvertAll(byStart, place => listed[(int)place]);
        overlaps = !IsAscending(sorted);
        return new(Join(overlaps ? [.. OverlapResolution.FirstWins(listed, byStart)] : sorted), end);
    }

    public override bool TryLocate(ulong address, out long fileOffset, out ulong contiguous)
    {
        int i = LastFrom(address);
        if ((uint)i < (uint)_extents.Length)
        {
            ref readonly Extent extent = ref _extents[i];
            ulong into = unchecked(address - extent.Start);
            if (into < extent.Length)
            {
                fileOffset = unchecked(extent.FileOffset + (long)into);
                contiguous = extent.Length - into;
                return true;
            }
        }

        (fileOffset, contiguous) = (0, 0);
        return false;
    }

    public override bool Contains(ulong address)
    {
        int i = LastFrom(address);
        return (uint)i < (uint)_extents.Length && unchecked(address - _extents[i].Start) < _extents[i].Length;
    }

    /// <summary>The last extent that does not begin behind an address; the first one, if all do.</summary>
    private int LastFrom(ulong address)
    {
        int[] parts = _first;
        Extent[] extents = _extents;
        int part = (int)Math.Min(address >> _partShift, (ulong)parts.Length - 2), first = parts[part];

        // Always as often, and without a branch that nobody could foretell: one range stays one.
        int count = unchecked(parts[part + 1] - first + 1);
        for (int step = _steps; step > 0; step--)
        {
            int half = count / 2;
            first = unchecked(first + (half & -(extents[first + half].Start <= address ? 1 : 0)));
            count = unchecked(count - half);
        }

        return first;
    }

    public override ulong NextAfter(ulong missing)
    {
        // Where the file was cut short, the rest of an extent is missing for another reason than what lies between two of them.
        int i = LastFrom(missing);
        if (i >= _extents.Length)
            return 0;
        if (missing < _extents[i].Start)
            return _extents[i].Start;
        if (missing <= _extents[i].Last)
            return unchecked(_extents[i].Last + 1);
        return i + 1 < _extents.Length ? _extents[i + 1].Start : 0;
    }

    /// <summary>
    /// Places in the list, by where the ranges there begin. Only numbers are sorted: that is faster, and nothing has to be compiled for it when
    /// the program starts.
    /// </summary>
    private static ulong[] ByStart(Extent[] listed)
    {
        var starts = new ulong[listed.Length];
        var places = new ulong[listed.Length];
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
    private static Extent[] Join(Extent[] sorted)
    {
        int count = 0;
        foreach (Extent extent in sorted)
        {
            if (count > 0 && sorted[count - 1].IsFollowedBy(extent))
                sorted[count - 1] = sorted[count - 1] with { Length = sorted[count - 1].Length + extent.Length };
            else
                sorted[count++] = extent;
        }

        return count == sorted.Length ? sorted : sorted[..count];
    }
}
