using BenchmarkDotNet.Attributes;
using KdmpInteractive;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpParser.Benchmarks;

/// <summary>What a notebook shows, by its formatting library, from an object of the sample.</summary>
public class FormatBenchmarks
{
    private KernelDump _dump = null!;
    private CpuContext _context = null!;
    private MemoryView _page = null!;
    private Translation _translation = null!;

    [Params("text/html", "text/plain")]
    public string MimeType { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        KdmpExtension.Register();
        _dump = KdmpSample.Open();
        _context = _dump.Context!;
        VirtualAddress stopped = _context.InstructionPointer!.Value;
        _page = _dump.VirtualMemory.View(stopped.Value & ~(ulong)(PhysicalAddress.PageSize - 1));
        _translation = _dump.VirtualMemory.Translate(stopped);
    }

    [GlobalCleanup]
    public void Close() => _dump.Dispose();

    [Benchmark]
    public string Summary() => _dump.ToDisplayString(MimeType);

    [Benchmark]
    public string Context() => _context.ToDisplayString(MimeType);

    [Benchmark]
    public string Page() => _page.ToDisplayString(MimeType);

    [Benchmark]
    public string TranslationWalk() => _translation.ToDisplayString(MimeType);
}
