using System.Numerics;

namespace KdmpParser.Memory;

/// <summary>
/// Memory that the file describes as a bitmap of page frames. The position of a page in the file is its rank, the number of bits
/// set before it: a running count for every 512 bits, and population counts within them (Intel SDM vol. 2, POPCNT).
/// </summary>
internal sealed class BitmapIndex : MemoryIndex
{
    private const int WordsPerBlock = 8;

    /// <summary>Page frames that are looked at for the next one that is captured: a page of 1 GiB has as many.</summary>
    private const ulong LookedAhead = 1 << 18;

    private readonly ulong[] _words;
    private readonly long[] _before;
    private readonly long _firstPage;

    /// <param name="words">The bitmap; bits past the last page must be clear.</param>
    /// <param name="firstPage">File offset of the first page.</param>
    public BitmapIndex(ulong[] words, long firstPage)
    {
        _words = words;
        _firstPage = firstPage;
        _before = new long[(words.Length + WordsPerBlock - 1) / WordsPerBlock];
        long count = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (i % WordsPerBlock == 0)
                _before[i / WordsPerBlock] = count;
            count += BitOperations.PopCount(words[i]);
        }

        PageCount = count;
    }

    public override long PageCount { get; }

    public override long FileEnd => _firstPage + PageCount * PhysicalAddress.PageSize;

    public override IEnumerable<Extent> Extents
    {
        get
        {
            long rank = 0;
            ulong? start = null;
            ulong length = 0;
            for (int i = 0; i < _words.Length; i++)
            {
                ulong word = _words[i];
                for (int bit = 0; bit < 64;)
                {
                    // Runs of equal bits, not single ones: a word that is all ones or all zeros is one step.
                    bool present = (word >> bit & 1) != 0;
                    int count = Math.Min(BitOperations.TrailingZeroCount(present ? ~(word >> bit) : word >> bit), 64 - bit);
                    ulong frame = (ulong)i * 64 + (ulong)bit;
                    if (present)
                    {
                        start ??= frame;
                        length += (ulong)count;
                    }
                    else if (start is { } first)
                    {
                        yield return Pages(first, length, rank);
                        rank += (long)length;
                        (start, length) = (null, 0);
                    }

                    bit += count;
                }
            }

            if (start is { } last)
                yield return Pages(last, length, rank);
        }
    }

    public override bool TryLocate(ulong address, out long fileOffset, out ulong contiguous)
    {
        ulong frame = address / PhysicalAddress.PageSize;
        ulong offset = address % PhysicalAddress.PageSize;
        if (frame / 64 < (ulong)_words.Length)
        {
            int at = (int)(frame / 64);
            ulong bit = 1UL << (int)(frame % 64);
            if ((_words[at] & bit) != 0)
            {
                long rank = _before[at / WordsPerBlock] + BitOperations.PopCount(_words[at] & (bit - 1));
                for (int i = at / WordsPerBlock * WordsPerBlock; i < at; i++)
                    rank += BitOperations.PopCount(_words[i]);
                fileOffset = _firstPage + rank * PhysicalAddress.PageSize + (long)offset;
                contiguous = PhysicalAddress.PageSize - offset;
                return true;
            }
        }

        (fileOffset, contiguous) = (0, 0);
        return false;
    }

    public override ulong NextAfter(ulong missing)
    {
        // Where the file was cut short, a page is missing for another reason than those behind it may be.
        ulong next = missing / PhysicalAddress.PageSize + 1;
        if (TryLocate(missing, out _, out _))
            return next * PhysicalAddress.PageSize;
        for (ulong end = next + LookedAhead; next < end; next = (next | 63) + 1)
        {
            // Behind the bitmap there is nothing.
            if (next / 64 >= (ulong)_words.Length)
                return 0;
            ulong word = _words[next / 64] >> (int)(next % 64);
            if (word != 0)
                return (next + (ulong)BitOperations.TrailingZeroCount(word)) * PhysicalAddress.PageSize;
        }

        return next * PhysicalAddress.PageSize;
    }

    private Extent Pages(ulong frame, ulong count, long rank) =>
        new(frame * PhysicalAddress.PageSize, count * PhysicalAddress.PageSize, _firstPage + rank * PhysicalAddress.PageSize);
}
