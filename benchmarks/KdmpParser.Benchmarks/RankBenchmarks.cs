using BenchmarkDotNet.Attributes;
using KdmpParser.Benchmarks.Alternatives;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>How many bits are set before a random one that is: what a look-up in a bitmap is made of, in three ways that differ in the memory they take.</summary>
public class RankBenchmarks
{
    private const int Count = 1_000_000;

    private readonly long[] _bits = new long[Count];
    private RankPer512Bits _per512Bits = null!;
    private RankPerWordInBlocks _perWordInBlocks = null!;
    private RankPerWord _perWord = null!;

    /// <summary>How much memory the dump has: of a bitmap of scattered pages, 64 GiB are 4 MB.</summary>
    [Params(4, 64)]
    public int Gibibytes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        PageRange[] ranges = PageRangeList.Of(DumpLayout.FragmentedBitmap, (long)Gibibytes << 18);
        var words = new ulong[(int)(End(ranges[^1]) / 64) + 1];
        foreach (PageRange range in ranges)
        {
            for (long frame = (long)range.Start.PageFrameNumber; frame < End(range); frame++)
                words[(int)(frame / 64)] |= 1UL << (int)(frame % 64);
        }

        (_per512Bits, _perWordInBlocks, _perWord) = (new(words), new(words), new(words));
        var random = new Random(1);
        foreach (ref long bit in _bits.AsSpan())
            bit = (long)ranges[random.Next(ranges.Length)].Start.PageFrameNumber;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long Per512Bits()
    {
        long sum = 0;
        foreach (long bit in _bits)
            sum += _per512Bits.Rank(bit);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public long PerWordInBlocks()
    {
        long sum = 0;
        foreach (long bit in _bits)
            sum += _perWordInBlocks.Rank(bit);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public long PerWord()
    {
        long sum = 0;
        foreach (long bit in _bits)
            sum += _perWord.Rank(bit);
        return sum;
    }

    private static long End(PageRange range) => (long)range.Start.PageFrameNumber + range.PageCount;
}
