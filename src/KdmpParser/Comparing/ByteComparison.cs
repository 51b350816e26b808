using System.Collections.Immutable;

namespace KdmpParser;

/// <summary>Compares two pieces of memory byte by byte, such as one page of two dumps.</summary>
public static class ByteComparison
{
    /// <summary>The ranges of bytes that differ, in ascending order, as long as they can be.</summary>
    /// <param name="before">One piece.</param>
    /// <param name="after">The other; what only the longer one has, differs.</param>
    public static ImmutableArray<ByteRange> FindDifferences(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        ImmutableArray<ByteRange>.Builder found = ImmutableArray.CreateBuilder<ByteRange>();
        int common = Math.Min(before.Length, after.Length), end = Math.Max(before.Length, after.Length);
        for (int at = 0; at < end;)
        {
            at += before[Math.Min(at, common)..common].CommonPrefixLength(after[Math.Min(at, common)..common]);
            int start = at;
            while (at < end && (at >= common || before[at] != after[at]))
                at++;
            if (at > start)
                found.Add(new(start, at - start));
        }

        return found.ToImmutable();
    }
}
