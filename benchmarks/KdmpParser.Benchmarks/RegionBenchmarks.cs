using BenchmarkDotNet.Attributes;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>
/// Passes over page tables with a million entries, by the entry. All pages of the first two dumps have the same rights, and in one of them they are scattered
/// over physical memory; in the third, which has a quarter of the pages and is passed four times, every fourth page begins a region.
/// </summary>
public class RegionBenchmarks : DumpBenchmarks
{
    private const int EntryCount = 1 << 20;

    public override IEnumerable<SparseDump> Dumps =>
    [
        .. MeasuredDumps.Of([DumpLayout.DenseBitmap, DumpLayout.FragmentedBitmap], 4),
        .. MeasuredDumps.Of([DumpLayout.Used], 1),
    ];

    private int Passes => (int)(EntryCount / Dump.Pages);

    [Benchmark(OperationsPerInvoke = EntryCount)]
    public int EnumerateRegions()
    {
        int count = 0;
        for (int i = 0; i < Passes; i++)
            count += Opened.VirtualMemory.EnumerateRegions().Count();
        return count;
    }

    [Benchmark(OperationsPerInvoke = EntryCount)]
    public void BuildReverseMap()
    {
        for (int i = 0; i < Passes; i++)
            Opened.VirtualMemory.BuildReverseMap();
    }
}
