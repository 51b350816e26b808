using System.Buffers.Binary;

namespace KdmpParser.Tests.Properties;

/// <summary>
/// The physical memory of a dump file, found and read page by page and byte by byte as the format says it, with nothing of the library's
/// own reader: what the library says is compared with this.
/// </summary>
internal sealed class NaiveMemory
{
    private readonly byte[] _file;
    private readonly Dictionary<ulong, long> _frames = [];

    public NaiveMemory(byte[] file)
    {
        _file = file;
        switch (U32(0xf98))
        {
            case 1:
                ListRuns();
                break;
            case 2 or 5 or 6:
                ListBits();
                break;
            default:
                ListRanges();
                break;
        }

        Frames = new SortedDictionary<ulong, long>(_frames);
    }

    /// <summary>File offset of each page frame that the file lists, ascending, whether or not the file is long enough; of two copies the first listed.</summary>
    public IReadOnlyDictionary<ulong, long> Frames { get; }

    public byte? ByteAt(ulong address) =>
        _frames.TryGetValue(address / 4096, out long page) && page + (long)(address % 4096) < _file.Length ? _file[page + (long)(address % 4096)] : null;

    /// <summary>Whether all of the page of an address is in the file.</summary>
    public bool HasPage(ulong address) => _frames.TryGetValue(address / 4096, out long page) && page + 4096 <= _file.Length;

    /// <summary>Why a byte or a page is not there.</summary>
    public MemoryFailureReason WhyMissing(ulong address) =>
        _frames.ContainsKey(address / 4096) ? MemoryFailureReason.Truncated : MemoryFailureReason.PageNotInDump;

    public ulong? U64At(ulong address)
    {
        if (HasPage(address) && address % 4096 <= 4096 - 8)
            return U64(_frames[address / 4096] + (long)(address % 4096));
        ulong value = 0;
        for (int i = 7; i >= 0; i--)
        {
            if (ByteAt(address + (ulong)i) is not { } read)
                return null;
            value = value << 8 | read;
        }

        return value;
    }

    public ReadResult Read(ulong address, Span<byte> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            ulong at = unchecked(address + (ulong)i);
            if (at < address)
                return new(i, new(MemoryFailureReason.EndOfAddressSpace, at));
            if (ByteAt(at) is not { } read)
                return new(i, new(WhyMissing(at), at));
            destination[i] = read;
        }

        return new(destination.Length, null);
    }

    /// <summary>Type 1: a list of runs in the header, pages from 0x2000 on.</summary>
    private void ListRuns()
    {
        long page = 0x2000;
        for (uint i = 0; i < U32(0x088); i++)
            page = List(U64(0x098 + 16 * i), U64(0x0a0 + 16 * i), page);
    }

    /// <summary>Types 2, 5 and 6: bits of which those past the count mean nothing.</summary>
    private void ListBits()
    {
        long page = (long)U64(0x2020);
        for (ulong frame = 0; frame < U64(0x2030); frame++)
        {
            if ((_file[0x2038 + frame / 8] >> (int)(frame % 8) & 1) != 0)
                page = List(frame, 1, page);
        }
    }

    /// <summary>Types 8, 9 and 0xa: ranges up to one of page frame 0, the end of the metadata or, in type 0xa, the count of all pages.</summary>
    private void ListRanges()
    {
        long first = (long)U64(0x2018), page = first;
        ulong room = (U64(0x2010) - 0x10) / 16;
        ulong total = U32(0xf98) == 0xa ? U64(0x2028) : ulong.MaxValue;
        for (uint i = 0; i < room; i++)
        {
            ulong frame = U64(0x2030 + 16 * i), listed = (ulong)(page - first) / 4096;
            if (frame == 0 || listed == total)
                return;
            page = List(frame, Math.Min(U64(0x2038 + 16 * i), total - listed), page);
        }
    }

    private long List(ulong frame, ulong count, long page)
    {
        for (ulong i = 0; i < count; i++)
            _frames.TryAdd(frame + i, page + (long)i * 4096);
        return page + (long)count * 4096;
    }

    private uint U32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan((int)offset));

    private ulong U64(long offset) => BinaryPrimitives.ReadUInt64LittleEndian(_file.AsSpan((int)offset));
}
