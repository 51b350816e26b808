using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;
using KdmpParser.Benchmarks.Peers;

namespace KdmpParser.Benchmarks;

/// <summary>Random virtual addresses that pages of 2 MiB map: one table less.</summary>
public class TranslateLargePagesBenchmarks : TranslateBenchmarks
{
    public override IEnumerable<SparseDump> Dumps =>
    [
        .. MeasuredDumps.Of([DumpLayout.Full], 4),
        .. MeasuredDumps.Of([DumpLayout.DenseBitmap], 4, 16),
    ];

    private protected override ulong[] Choose(AddressLists lists) => lists.LargePages;
}
