using BenchmarkDotNet.Attributes;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>
/// Writing a dump of 1 GiB as one of the same and of another type. A conversion is on the disk when it returns; a copy by the system is not, so it is measured also
/// with what that takes.
/// </summary>
[LongOperation]
public class ConvertBenchmarks : DumpBenchmarks
{
    public override IEnumerable<SparseDump> Dumps => MeasuredDumps.Of([DumpLayout.DenseBitmap], 1);

    private static string Written => Path.Combine(SparseDump.Folder, "converted.dmp");

    [IterationSetup]
    [IterationCleanup]
    public void Delete() => File.Delete(Written);

    [Benchmark]
    public void Copy() => File.Copy(Dump.Path, Written);

    [Benchmark(Baseline = true)]
    public void CopyToDisk()
    {
        Copy();
        using FileStream file = File.OpenWrite(Written);
        file.Flush(flushToDisk: true);
    }

    [Benchmark]
    public ConversionResult ConvertToSameType() => Opened.ConvertTo(Written, DumpType.Bitmap);

    [Benchmark]
    public ConversionResult ConvertToFull() => Opened.ConvertTo(Written, DumpType.Full);
}
