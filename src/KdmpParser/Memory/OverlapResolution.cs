namespace KdmpParser.Memory;

/// <summary>Cuts overlapping ranges so that each address belongs to the range that comes first in the list.</summary>
internal static class OverlapResolution
{
    /// <returns>Pieces in ascending order that do not overlap.</returns>
    public static IEnumerable<Extent> FirstWins(IReadOnlyList<Extent> listed)
    {
        int[] byStart = [.. Enumerable.Range(0, listed.Count).OrderBy(i => listed[i].Start)];
        var boundaries = new SortedSet<ulong>();
        foreach (Extent extent in listed)
        {
            boundaries.Add(extent.Start);
            if (extent.Last != ulong.MaxValue)
                boundaries.Add(extent.Last + 1);
        }

        // Between two boundaries the set of covering ranges does not change; the one listed first is on top of the queue.
        var covering = new PriorityQueue<int, int>();
        int next = 0;
        ulong[] cuts = [.. boundaries];
        for (int c = 0; c < cuts.Length; c++)
        {
            ulong start = cuts[c];
            for (; next < byStart.Length && listed[byStart[next]].Start == start; next++)
                covering.Enqueue(byStart[next], byStart[next]);
            while (covering.Count > 0 && listed[covering.Peek()].Last < start)
                covering.Dequeue();
            if (covering.Count == 0)
                continue;

            Extent owner = listed[covering.Peek()];
            ulong last = c + 1 < cuts.Length ? cuts[c + 1] - 1 : owner.Last;
            yield return new(start, last - start + 1, owner.FileOffset + (long)(start - owner.Start));
        }
    }
}
