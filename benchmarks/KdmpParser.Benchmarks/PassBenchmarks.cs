using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>All captured memory in the order of its addresses, which in these dumps is that of the file, copied into a buffer piece by piece.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[LongOperation]
public class PassBenchmarks : DumpBenchmarks
{
    private const string Pages = "4 KiB", Pieces = "64 KiB";
    private const int PieceSize = 64 << 10;

    private readonly byte[] _buffer = new byte[PieceSize];

    public override IEnumerable<SparseDump> Dumps =>
        MeasuredDumps.Of([DumpLayout.Full, DumpLayout.DenseBitmap, DumpLayout.FragmentedBitmap, DumpLayout.Ranges1M], 4);

    [BenchmarkCategory(Pages), Benchmark(Baseline = true)]
    public byte CopyPages() => Copy(PhysicalAddress.PageSize);

    [BenchmarkCategory(Pages), Benchmark]
    public byte ReadPages()
    {
        Span<byte> page = _buffer.AsSpan(0, PhysicalAddress.PageSize);
        byte sum = 0;
        foreach (PhysicalAddress address in Memory.EnumeratePages())
        {
            Memory.Read(address, page);
            sum += page[0];
        }

        return sum;
    }

    [BenchmarkCategory(Pieces), Benchmark(Baseline = true)]
    public byte CopyPieces() => Copy(PieceSize);

    /// <summary>No piece is longer than its run.</summary>
    [BenchmarkCategory(Pieces), Benchmark]
    public byte ReadRuns()
    {
        byte sum = 0;
        foreach (PhysicalRun run in Memory.EnumerateRuns())
        {
            long length = run.PageCount * PhysicalAddress.PageSize;
            for (long done = 0; done < length; done += PieceSize)
            {
                Memory.Read(run.Start.Value + (ulong)done, _buffer.AsSpan(0, (int)Math.Min(PieceSize, length - done)));
                sum += _buffer[0];
            }
        }

        return sum;
    }

    private byte Copy(int size)
    {
        byte sum = 0;
        long length = Memory.PageCount * PhysicalAddress.PageSize, start = Mapping.Length - length;
        for (long done = 0; done < length; done += size)
        {
            Mapping.Bytes(start + done, (int)Math.Min(size, length - done)).CopyTo(_buffer);
            sum += _buffer[0];
        }

        return sum;
    }
}
