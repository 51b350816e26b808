using System.Numerics;

namespace KdmpParser.Benchmarks.Alternatives;

/// <summary>
/// A count for each 512 bits, and the population counts of up to eight words. Memory beside the bitmap: 1/8 of it (counts of 64 bits; those of 32 bits would
/// do for dumps of less than 16 TiB).
/// </summary>
internal sealed class RankPer512Bits
{
    private const int WordsPerCount = 8;

    private readonly ulong[] _words;
    private readonly long[] _before;

    public RankPer512Bits(ulong[] words)
    {
        _words = words;
        _before = new long[(words.Length + WordsPerCount - 1) / WordsPerCount];
        long count = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (i % WordsPerCount == 0)
                _before[i / WordsPerCount] = count;
            count += BitOperations.PopCount(words[i]);
        }
    }

    /// <param name="bit">One that is set.</param>
    public long Rank(long bit)
    {
        int at = (int)(bit >> 6);
        long rank = _before[at / WordsPerCount];
        for (int i = at / WordsPerCount * WordsPerCount; i < at; i++)
            rank += BitOperations.PopCount(_words[i]);
        return rank + BitOperations.PopCount(_words[at] & ((1UL << (int)(bit & 63)) - 1));
    }
}
