using BenchmarkDotNet.Attributes;
using KdmpParser.Benchmarks.Baseline;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>
/// From a path to a dump that answers, and back, in a process that has done it before. The first time in a process, most of which is compiling, is measured
/// by <c>benchmarks/peers</c>.
/// </summary>
public class OpenBenchmarks
{
    public static IEnumerable<SparseDump> Dumps => MeasuredDumps.Of(
        [DumpLayout.Full, DumpLayout.DenseBitmap, DumpLayout.FragmentedBitmap, DumpLayout.Ranges100K, DumpLayout.Ranges1M], 4, 16, 64);

    /// <summary>It takes a second, and a GB.</summary>
    public static IEnumerable<SparseDump> DumpsOfDictionary => MeasuredDumps.Of([DumpLayout.DenseBitmap], 4, 64);

    [Benchmark]
    [ArgumentsSource(nameof(Dumps))]
    public long Open(SparseDump dump)
    {
        using KernelDump opened = KernelDump.Open(dump.Path);
        return opened.PhysicalMemory!.PageCount;
    }

    [Benchmark(Baseline = true)]
    [ArgumentsSource(nameof(DumpsOfDictionary))]
    public int OpenAndListPages(SparseDump dump)
    {
        using KernelDump opened = KernelDump.Open(dump.Path);
        return new PageDictionary(opened.PhysicalMemory!).Count;
    }
}
