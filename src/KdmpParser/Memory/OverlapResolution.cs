namespace KdmpParser.Memory;

/// <summary>Cuts overlapping ranges so that each address belongs to the range that comes first in the list.</summary>
internal static class OverlapResolution
{
    /// <param name="listed">The ranges; none is empty.</param>
    /// <param name="byStart">Places in the list, in ascending order of where the ranges there begin.</param>
    /// <returns>Pieces in ascending order that do not overlap.</returns>
    public static List<Extent> FirstWins(Extent[] listed, ulong[] byStart)
    {
        var ends = new ulong[listed.Length];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = listed[i].Last;
        Array.Sort(ends);

        // Between two places where a range begins or ends, the same ones cover; the one listed first is on top of the queue.
        var pieces = new List<Extent>();
        var covering = new PriorityQueue<int, int>();
        ulong at = listed[(int)byStart[0]].Start;
        for (int next = 0, end = 0; ;)
        {
            for (; next < byStart.Length && listed[(int)byStart[next]].Start == at; next++)
                covering.Enqueue((int)byStart[next], (int)byStart[next]);
            while (covering.Count > 0 && listed[covering.Peek()].Last < at)
                covering.Dequeue();
            while (end < ends.Length && ends[end] < at)
                end++;
            if (end == ends.Length)
                return pieces;

            ulong last = next < byStart.Length ? Math.Min(ends[end], listed[(int)byStart[next]].Start - 1) : ends[end];
            if (covering.Count > 0)
            {
                Extent owner = listed[covering.Peek()];
                pieces.Add(new(at, last - at + 1, owner.FileOffset + (long)(at - owner.Start)));
            }

            if (last == ulong.MaxValue)
                return pieces;
            at = last + 1;
        }
    }
}
