using System.Numerics;

namespace KdmpParser.Memory;

/// <summary>
/// Memory that the file describes as a bitmap of page frames. The position of a page in the file is its rank, the number of bits set before
/// it: a count for every 2^16 bits, within them one for every word, and a population count within the word (Intel SDM vol. 2, POPCNT).
/// </summary>
internal sealed class BitmapIndex : MemoryIndex
{
    private const int WordsPerBlock = 1 << 10;

    /// <summary>Page frames that are looked at for the next one that is captured: a page of 1 GiB has as many.</summary>
    private const ulong LookedAhead = 1 << 18;

    private readonly ulong[] _words;

    /// <summary>Bits set before each word, in its block. All of the other words' together are fewer than 2^16.</summary>
    private readonly ushort[] _beforeWord;

    private readonly long[] _beforeBlock;
    private readonly long _firstPage;

    /// <param name="words">The bitmap; bits past the last page must be clear.</param>
    /// <param name="firstPage">File offset of the first page.</param>
    public BitmapIndex(ulong[] words, long firstPage)
    {
        _words = words;
        _firstPage = firstPage;
        _beforeWord = GC.AllocateUninitializedArray<ushort>(words.Length);
        _beforeBlock = new long[(words.Length + WordsPerBlock - 1) / WordsPerBlock];

        // One loop, so that also a runtime that has not seen it before soon has fast code for the rest of it.
        long count = 0, before = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (i % WordsPerBlock == 0)
                _beforeBlock[i / WordsPerBlock] = before = count;
            _beforeWord[i] = unchecked((ushort)(count - before));
            count = unchecked(count + BitOperations.PopCount(words[i]));
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
        // Nothing here can overflow: 2^40 page frames of 2^12 bytes.
        unchecked
        {
            ulong[] words = _words;
            ulong at = address / PhysicalAddress.PageSize / 64;
            if (at < (ulong)words.Length)
            {
                int bit = (int)(address / PhysicalAddress.PageSize % 64);
                ulong word = words[at], rest = word >> bit;
                if ((rest & 1) != 0)
                {
                    long rank = _beforeBlock[at / WordsPerBlock] + _beforeWord[at] + BitOperations.PopCount(word & ((1UL << bit) - 1));
                    fileOffset = _firstPage + rank * PhysicalAddress.PageSize + (long)(address % PhysicalAddress.PageSize);

                    // As far as this word tells.
                    contiguous = (ulong)BitOperations.TrailingZeroCount(~rest) * PhysicalAddress.PageSize - address % PhysicalAddress.PageSize;
                    return true;
                }
            }
        }

        (fileOffset, contiguous) = (0, 0);
        return false;
    }

    public override bool Contains(ulong address)
    {
        ulong[] words = _words;
        ulong at = address / PhysicalAddress.PageSize / 64;
        return at < (ulong)words.Length && (words[at] >> unchecked((int)(address / PhysicalAddress.PageSize)) & 1) != 0;
    }

    public override ulong NextAfter(ulong missing)
    {
        // Where the file was cut short, a page is missing for another reason than those behind it may be.
        ulong next = missing / PhysicalAddress.PageSize + 1;
        if (Contains(missing))
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
