using BenchmarkDotNet.Attributes;
using KdmpParser.Benchmarks.Baseline;
using KdmpParser.Benchmarks.Dumps;
using KdmpParser.Benchmarks.Peers;

namespace KdmpParser.Benchmarks;

/// <summary>What is done with a dump that is open already, by this library and by what it is compared with.</summary>
public abstract class DumpBenchmarks
{
    private protected const int AddressCount = 1_000_000;

    public abstract IEnumerable<SparseDump> Dumps { get; }

    [ParamsSource(nameof(Dumps))]
    public SparseDump Dump { get; set; } = null!;

    private protected KernelDump Opened { get; private set; } = null!;

    private protected PhysicalMemory Memory => Opened.PhysicalMemory!;

    private protected RawMapping Mapping { get; private set; } = null!;

    [GlobalSetup]
    public void Open()
    {
        Opened = KernelDump.Open(Dump.Path, Options);
        Mapping = new(Dump.Path);
        Prepare();
    }

    [GlobalCleanup]
    public void Close()
    {
        Release();
        Mapping.Dispose();
        Opened.Dispose();
    }

    private protected virtual KernelDumpOptions Options => new();

    private protected virtual void Prepare()
    {
    }

    private protected virtual void Release()
    {
    }

    private protected AddressLists ChooseAddresses() => AddressLists.Choose(Dump.Layout, Dump.Pages);
}
