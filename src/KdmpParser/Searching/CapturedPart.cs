using KdmpParser.Memory;

namespace KdmpParser.Searching;

/// <summary>Some of captured memory, small enough to be one of many.</summary>
/// <param name="Extents">Where it is; behind the last address of the part, what a hit that begins in it may reach into.</param>
/// <param name="Last">The last address that belongs to it.</param>
/// <param name="ByteCount">Bytes that belong to it.</param>
internal readonly record struct CapturedPart(Extent[] Extents, ulong Last, long ByteCount)
{
    /// <summary>Bytes of a part: much more than it takes to hand it to a thread, and quickly done.</summary>
    public const int Length = 4 << 20;

    /// <summary>Divides memory.</summary>
    /// <param name="extents">All of it, in pages of 4096 bytes.</param>
    /// <param name="overlap">How far a hit can reach behind a part, at most a page.</param>
    public static IEnumerable<CapturedPart> Divide(IEnumerable<Extent> extents, int overlap)
    {
        var part = new List<Extent>();
        long count = 0;
        foreach (Extent extent in extents)
        {
            for (Extent rest = extent; rest.Length > 0;)
            {
                if (count == Length)
                {
                    yield return Of(part, count, rest, overlap);
                    part.Clear();
                    count = 0;
                }

                ulong taken = Math.Min(rest.Length, (ulong)(Length - count));
                part.Add(rest with { Length = taken });
                rest = rest.From(taken);
                count += (long)taken;
            }
        }

        if (count > 0)
            yield return Of(part, count, next: default, overlap: 0);
    }

    private static CapturedPart Of(List<Extent> part, long count, Extent next, int overlap)
    {
        ulong last = part[^1].Last;
        ulong tail = Math.Min(next.Length, (ulong)overlap);
        if (tail > 0)
            part.Add(next with { Length = tail });
        return new([.. part], last, count);
    }
}
