using System.Numerics;

namespace KdmpParser.Benchmarks.Alternatives;

/// <summary>A count of 32 bits for each word, and one population count. Memory beside the bitmap: 1/2 of it.</summary>
internal sealed class RankPerWord
{
    private readonly ulong[] _words;
    private readonly uint[] _before;

    public RankPerWord(ulong[] words)
    {
        _words = words;
        _before = new uint[words.Length];
        uint count = 0;
        for (int i = 0; i < words.Length; i++)
        {
            _before[i] = count;
            count += (uint)BitOperations.PopCount(words[i]);
        }
    }

    /// <param name="bit">One that is set.</param>
    public long Rank(long bit)
    {
        int at = (int)(bit >> 6);
        return _before[at] + (long)BitOperations.PopCount(_words[at] & ((1UL << (int)(bit & 63)) - 1));
    }
}
