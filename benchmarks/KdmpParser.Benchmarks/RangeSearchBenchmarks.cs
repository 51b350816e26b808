using BenchmarkDotNet.Attributes;
using KdmpParser.Benchmarks.Alternatives;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>Which range a random address is in: what a look-up in a list of ranges is made of, in four ways.</summary>
public class RangeSearchBenchmarks
{
    private const int Count = 1_000_000;

    /// <summary>So far away that all others are in one part.</summary>
    private const ulong FarAway = 1UL << 51;

    private readonly ulong[] _addresses = new ulong[Count];
    private ulong[] _starts = null!;
    private BranchFreeSearch _branchFree = null!;
    private SearchInParts _inParts = null!;

    [Params(DumpLayout.Ranges100K, DumpLayout.Ranges1M)]
    public DumpLayout Layout { get; set; }

    /// <summary>Whether one more range lies far behind all the others, which makes equal parts of the addresses useless.</summary>
    [Params(false, true)]
    public bool IsSkewed { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        PageRange[] ranges = PageRangeList.Of(Layout, 4L << 18);
        var random = new Random(1);
        foreach (ref ulong address in _addresses.AsSpan())
            address = ranges[random.Next(ranges.Length)].Start.Value + (ulong)random.Next(PhysicalAddress.PageSize);
        _starts = [.. ranges.Select(range => range.Start.Value), .. IsSkewed ? [FarAway] : Array.Empty<ulong>()];
        (_branchFree, _inParts) = (new(_starts), new(_starts));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long ArrayBinarySearch()
    {
        long sum = 0;
        foreach (ulong address in _addresses)
        {
            int found = Array.BinarySearch(_starts, address);
            sum += found < 0 ? ~found - 1 : found;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public long BranchFree()
    {
        long sum = 0;
        foreach (ulong address in _addresses)
            sum += _branchFree.Find(address);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public long InParts()
    {
        long sum = 0;
        foreach (ulong address in _addresses)
            sum += _inParts.Find(address);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public long InPartsUntilOneIsLeft()
    {
        long sum = 0;
        foreach (ulong address in _addresses)
            sum += _inParts.FindUntilOneIsLeft(address);
        return sum;
    }
}
