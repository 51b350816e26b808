using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using KdmpParser.Benchmarks.Baseline;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks;

/// <summary>Pages and words at random captured addresses. The file is in the page cache; what is left is that nothing of it is in the processor's.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ReadBenchmarks : DumpBenchmarks
{
    private const string Page = nameof(Page), Word = nameof(Word);

    /// <summary>Half a GB.</summary>
    private const int PageCount = 1 << 17;

    private readonly byte[] _page = new byte[PhysicalAddress.PageSize];
    private ulong[] _words = null!, _pages = null!;
    private long[] _wordOffsets = null!, _pageOffsets = null!;
    private PageDictionary _dictionary = null!;

    public override IEnumerable<SparseDump> Dumps =>
        MeasuredDumps.Of([DumpLayout.Full, DumpLayout.DenseBitmap, DumpLayout.FragmentedBitmap, DumpLayout.Ranges1M], 4);

    private protected override void Prepare()
    {
        _words = ChooseAddresses().Physical;
        _pages = Array.ConvertAll(_words[..PageCount], address => address & ~(ulong)(PhysicalAddress.PageSize - 1));
        _dictionary = new(Memory);
        _wordOffsets = Array.ConvertAll(_words, FileOffset);
        _pageOffsets = Array.ConvertAll(_pages, FileOffset);
    }

    [BenchmarkCategory(Page), Benchmark(Baseline = true, OperationsPerInvoke = PageCount)]
    public byte CopyPage()
    {
        byte sum = 0;
        foreach (long fileOffset in _pageOffsets)
        {
            Mapping.Bytes(fileOffset, PhysicalAddress.PageSize).CopyTo(_page);
            sum += _page[0];
        }

        return sum;
    }

    [BenchmarkCategory(Page), Benchmark(OperationsPerInvoke = PageCount)]
    public byte ReadPage()
    {
        PhysicalMemory memory = Memory;
        byte sum = 0;
        foreach (ulong page in _pages)
        {
            memory.Read(page, _page);
            sum += _page[0];
        }

        return sum;
    }

    [BenchmarkCategory(Word), Benchmark(Baseline = true, OperationsPerInvoke = AddressCount)]
    public ulong Load()
    {
        ulong sum = 0;
        foreach (long fileOffset in _wordOffsets)
            sum += Mapping.Read<ulong>(fileOffset);
        return sum;
    }

    [BenchmarkCategory(Word), Benchmark(OperationsPerInvoke = AddressCount)]
    public ulong DictionaryAndLoad()
    {
        ulong sum = 0;
        foreach (ulong address in _words)
        {
            if (_dictionary.TryGetFileOffset(address, out long fileOffset))
                sum += Mapping.Read<ulong>(fileOffset);
        }

        return sum;
    }

    [BenchmarkCategory(Word), Benchmark(OperationsPerInvoke = AddressCount)]
    public ulong TryRead()
    {
        PhysicalMemory memory = Memory;
        ulong sum = 0;
        foreach (ulong address in _words)
        {
            if (memory.TryRead(address, out ulong word))
                sum += word;
        }

        return sum;
    }

    private long FileOffset(ulong address) => Memory.TryGetFileOffset(address, out long fileOffset) ? fileOffset : throw new InvalidOperationException();
}
