using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>A pass over all captured memory for text, which the dump in use has and those of zeros have not, and for a pointer that none has.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[LongOperation]
public class SearchBenchmarks : DumpBenchmarks
{
    private const string Text = nameof(Text), Pointer = nameof(Pointer);

    private static readonly BytePattern s_text = BytePattern.FromUtf16(MemoryContent.Text);
    private static readonly BytePattern s_pointer = BytePattern.FromBytes(BitConverter.GetBytes(MemoryContent.AbsentPointer));

    /// <summary>An instruction of which the operand can be any: <c>mov rax, [rip+...]; test rax, rax</c>.</summary>
    private static readonly BytePattern s_wildcards = BytePattern.Parse("48 8b 05 ?? ?? ?? ?? 48 85 c0");

    private static readonly BytePattern[] s_several =
    [
        s_text, s_pointer, s_wildcards, BytePattern.FromText("MZ This program cannot be run"), BytePattern.FromUtf16("\\Device\\HarddiskVolume1"),
        BytePattern.FromText("http://example.org"), BytePattern.Parse("e8 ?? ?? ?? ?? cc"), BytePattern.FromUtf16("kdmpdemo.sys"),
    ];

    private readonly byte[] _textBytes = System.Text.Encoding.Unicode.GetBytes(MemoryContent.Text);
    private readonly byte[] _pointerBytes = BitConverter.GetBytes(MemoryContent.AbsentPointer);
    private KernelDump _onAllProcessors = null!;

    public override IEnumerable<SparseDump> Dumps =>
    [
        .. MeasuredDumps.Of([DumpLayout.Used], 1),
        .. MeasuredDumps.Of([DumpLayout.DenseBitmap, DumpLayout.FragmentedBitmap], 4),
    ];

    private protected override KernelDumpOptions Options => new() { SearchThreads = 1 };

    private protected override void Prepare() => _onAllProcessors = KernelDump.Open(Dump.Path);

    private protected override void Release() => _onAllProcessors.Dispose();

    [BenchmarkCategory(Text), Benchmark(Baseline = true)]
    public int IndexOfText() => Count(_textBytes);

    [BenchmarkCategory(Text), Benchmark]
    public int SearchText() => Memory.Search(s_text).Count();

    [BenchmarkCategory(Text), Benchmark]
    public int SearchTextOnAllProcessors() => _onAllProcessors.PhysicalMemory!.Search(s_text).Count();

    [BenchmarkCategory(Text), Benchmark]
    public int SearchWildcards() => Memory.Search(s_wildcards).Count();

    [BenchmarkCategory(Text), Benchmark]
    public int SearchAnyOfEight() => Memory.SearchAny(s_several).Count();

    [BenchmarkCategory(Pointer), Benchmark(Baseline = true)]
    public int IndexOfPointer() => Count(_pointerBytes);

    [BenchmarkCategory(Pointer), Benchmark]
    public int SearchPointer() => Memory.Search(s_pointer).Count();

    /// <summary>Hits in the mapping, as far as a span reaches, then behind that.</summary>
    private int Count(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        for (long start = 0; start + bytes.Length <= Mapping.Length;)
        {
            int length = (int)Math.Min(int.MaxValue, Mapping.Length - start);
            int found = Mapping.Bytes(start, length).IndexOf(bytes);
            count += found < 0 ? 0 : 1;
            start += found < 0 ? length - (bytes.Length - 1) : found + 1;
        }

        return count;
    }
}
