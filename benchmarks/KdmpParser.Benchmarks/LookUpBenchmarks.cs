using BenchmarkDotNet.Attributes;
using KdmpParser.Benchmarks.Baseline;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>Where in the file a random captured page is.</summary>
public class LookUpBenchmarks : DumpBenchmarks
{
    private ulong[] _addresses = null!;
    private PageDictionary _dictionary = null!;

    public override IEnumerable<SparseDump> Dumps =>
    [
        .. MeasuredDumps.Of([DumpLayout.DenseBitmap, DumpLayout.FragmentedBitmap], 4, 16, 64),
        .. MeasuredDumps.Of([DumpLayout.Full, DumpLayout.Ranges1M], 4),
    ];

    private protected override void Prepare()
    {
        _addresses = ChooseAddresses().Physical;
        _dictionary = new(Memory);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = AddressCount)]
    public long Dictionary()
    {
        long sum = 0;
        foreach (ulong address in _addresses)
        {
            if (_dictionary.TryGetFileOffset(address, out long fileOffset))
                sum += fileOffset;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = AddressCount)]
    public long TryGetFileOffset()
    {
        PhysicalMemory memory = Memory;
        long sum = 0;
        foreach (ulong address in _addresses)
        {
            if (memory.TryGetFileOffset(address, out long fileOffset))
                sum += fileOffset;
        }

        return sum;
    }
}
