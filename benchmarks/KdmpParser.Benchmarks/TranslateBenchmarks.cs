using BenchmarkDotNet.Attributes;
using KdmpParser.Benchmarks.Baseline;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;
using KdmpParser.Benchmarks.Peers;

namespace KdmpParser.Benchmarks;

/// <summary>Random virtual addresses that pages of 4 KiB map.</summary>
public class TranslateBenchmarks : DumpBenchmarks
{
    private ulong[] _addresses = null!;
    private DictionaryWalk _dictionary = null!;

    public override IEnumerable<SparseDump> Dumps =>
    [
        .. MeasuredDumps.Of([DumpLayout.Full, DumpLayout.DenseBitmap, DumpLayout.FragmentedBitmap], 4, 16),
        .. MeasuredDumps.Of([DumpLayout.Ranges1M], 4),
    ];

    private protected override void Prepare()
    {
        _addresses = Choose(ChooseAddresses());
        _dictionary = new(new(Memory), Mapping, Opened.Header.DirectoryTableBase!.Value);
    }

    private protected virtual ulong[] Choose(AddressLists lists) => lists.SmallPages;

    [Benchmark(Baseline = true, OperationsPerInvoke = AddressCount)]
    public ulong Dictionary()
    {
        ulong sum = 0;
        foreach (ulong address in _addresses)
        {
            if (_dictionary.TryTranslate(address, out ulong physical))
                sum += physical;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = AddressCount)]
    public ulong TryTranslate()
    {
        VirtualAddressSpace memory = Opened.VirtualMemory;
        ulong sum = 0;
        foreach (ulong address in _addresses)
        {
            if (memory.TryTranslate(address, out PhysicalAddress physical))
                sum += physical.Value;
        }

        return sum;
    }

    /// <summary>The whole walk, as it is shown.</summary>
    [Benchmark(OperationsPerInvoke = AddressCount)]
    public ulong Translate()
    {
        VirtualAddressSpace memory = Opened.VirtualMemory;
        ulong sum = 0;
        foreach (ulong address in _addresses)
        {
            if (memory.Translate(address).PhysicalAddress is { } physical)
                sum += physical.Value;
        }

        return sum;
    }
}
