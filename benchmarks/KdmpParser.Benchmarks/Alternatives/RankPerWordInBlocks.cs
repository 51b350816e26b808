using System.Numerics;

namespace KdmpParser.Benchmarks.Alternatives;

/// <summary>
/// A count for each block of 2^16 bits, a count of 16 bits within its block for each word, and one population count. Memory beside the bitmap: 1/4 of it. The
/// library's own.
/// </summary>
internal sealed class RankPerWordInBlocks
{
    private const int WordsPerBlock = 1 << 10;

    private readonly ulong[] _words;
    private readonly ushort[] _beforeWord;
    private readonly long[] _beforeBlock;

    public RankPerWordInBlocks(ulong[] words)
    {
        _words = words;
        _beforeWord = new ushort[words.Length];
        _beforeBlock = new long[(words.Length + WordsPerBlock - 1) / WordsPerBlock];
        long count = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (i % WordsPerBlock == 0)
                _beforeBlock[i / WordsPerBlock] = count;
            _beforeWord[i] = (ushort)(count - _beforeBlock[i / WordsPerBlock]);
            count += BitOperations.PopCount(words[i]);
        }
    }

    /// <param name="bit">One that is set.</param>
    public long Rank(long bit)
    {
        int at = (int)(bit >> 6);
        return _beforeBlock[at / WordsPerBlock] + _beforeWord[at] + BitOperations.PopCount(_words[at] & ((1UL << (int)(bit & 63)) - 1));
    }
}
