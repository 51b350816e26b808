using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>Writes a kernel dump of any type that has physical memory: the header's <see cref="DumpHeader.Type"/> decides which.</summary>
public sealed class KernelDumpWriter
{
    private const int ChunkPages = 64;

    /// <summary>The header; its type decides the layout of the file.</summary>
    public required DumpHeader Header { get; init; }

    /// <summary>The memory.</summary>
    public required IPageSource Pages { get; init; }

    /// <summary>The registers; <see langword="null"/> leaves them "not recorded".</summary>
    public CpuContext? Context { get; init; }

    /// <summary>The exception; <see langword="null"/> leaves it "not recorded".</summary>
    public ExceptionRecord? Exception { get; init; }

    /// <summary>Writes a file: under another name first, so that nothing half-written ever has the final one.</summary>
    /// <param name="path">The file; one that is there already is replaced.</param>
    /// <inheritdoc cref="Write(Stream)" path="/exception"/>
    public void Write(string path)
    {
        string unfinished = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (FileStream stream = File.Create(unfinished))
                Write(stream);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes the whole dump from the stream's position on; the stream need not be seekable.</summary>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ArgumentException">The type has no physical memory, a full dump would need more than 42 runs, or a list of ranges would
    /// have to begin with page frame 0, which ends it.</exception>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        IReadOnlyList<PageRange> ranges = Pages.Ranges;
        byte[] tables = PageTables(ranges);
        stream.Write(HeaderBytes(ranges));
        stream.Write(tables);

        var buffer = new byte[ChunkPages * PhysicalAddress.PageSize];
        foreach (PageRange range in ranges)
        {
            for (long page = 0; page < range.PageCount; page += ChunkPages)
            {
                Span<byte> chunk = buffer.AsSpan(0, (int)Math.Min(ChunkPages, range.PageCount - page) * PhysicalAddress.PageSize);
                Pages.ReadPages(range.Start.Value + (ulong)page * PhysicalAddress.PageSize, chunk);
                stream.Write(chunk);
            }
        }
    }

    private byte[] HeaderBytes(IReadOnlyList<PageRange> ranges)
    {
        var bytes = new byte[DumpHeader64.Size];
        MemoryMarshal.Cast<byte, uint>(bytes.AsSpan()).Fill(PageFill.UInt32);
        ref DumpHeader64 header = ref MemoryMarshal.AsRef<DumpHeader64>(bytes.AsSpan());
        Header.Encode(ref header);
        Exception?.Encode(ref header.Exception);
        Context?.Encode(bytes.AsSpan(DumpHeader64.ContextOffset, DumpHeader64.ContextSize));

        header.PhysicalMemoryBlock = Header.Type == DumpType.Full ? FullBlock(ranges)
            : Header.PhysicalMemoryBlock is { } machine ? PhysicalMemoryDescriptor64.Of(machine)
            : header.PhysicalMemoryBlock;
        return bytes;
    }

    /// <summary>In a full dump, the block says which pages there are.</summary>
    private static PhysicalMemoryDescriptor64 FullBlock(IReadOnlyList<PageRange> ranges) => ranges.Count <= PhysicalMemoryDescriptor64.MaximumRuns
        ? PhysicalMemoryDescriptor64.Of(ranges)
        : throw new ArgumentException(
            $"A full dump has room for {PhysicalMemoryDescriptor64.MaximumRuns} runs of memory, not for {ranges.Count}; the other types have no such limit.");

    /// <summary>What stands between the header and the first page.</summary>
    private byte[] PageTables(IReadOnlyList<PageRange> ranges) => Header.Type switch
    {
        DumpType.Full => [],
        DumpType.Kernel or DumpType.Bitmap or DumpType.LiveKernelMemory => Bitmap(ranges),
        DumpType.KernelMemory or DumpType.KernelAndUserMemory or DumpType.CompleteMemory => RangeTable(ranges),
        _ => throw new ArgumentException($"Dumps of type {Header.Type} have no physical memory to be written."),
    };

    private static byte[] Bitmap(IReadOnlyList<PageRange> ranges)
    {
        // Whole bytes: a widely used parser drops the last Pages % 8 frames.
        ulong frames = ranges.Count == 0 ? 0 : ranges[^1].Start.PageFrameNumber + (ulong)ranges[^1].PageCount;
        ulong pages = (frames + 7) / 8 * 8;
        ulong end = (ulong)BitmapHeader64.BitmapOffset + pages / 8;
        ulong firstPage = (end + PhysicalAddress.PageSize - 1) / PhysicalAddress.PageSize * PhysicalAddress.PageSize;
        var bytes = new byte[firstPage - (ulong)BitmapHeader64.FileOffset];
        ref BitmapHeader64 header = ref MemoryMarshal.AsRef<BitmapHeader64>(bytes.AsSpan());
        header.Signature = BitmapHeader64.SummarySignature;
        header.ValidDump = BitmapHeader64.ValidDumpValue;
        header.FirstPage = firstPage;
        header.TotalPresentPages = (ulong)ranges.Sum(range => range.PageCount);
        header.Pages = pages;
        foreach (PageRange range in ranges)
        {
            for (ulong frame = range.Start.PageFrameNumber; frame < range.Start.PageFrameNumber + (ulong)range.PageCount; frame++)
                bytes[BitmapHeader64.Size + (int)(frame / 8)] |= (byte)(1 << (int)(frame % 8));
        }

        return bytes;
    }

    private byte[] RangeTable(IReadOnlyList<PageRange> ranges)
    {
        if (ranges.Count > 0 && ranges[0].Start.PageFrameNumber == 0)
            throw new ArgumentException($"A dump of type {Header.Type} cannot hold page frame 0: it ends the list of ranges.");

        // One empty range ends the list, as Windows' own dumps do.
        var bytes = new byte[RdmpHeader64.Size + 16 * (ranges.Count + 1)];
        ref RdmpHeader64 header = ref MemoryMarshal.AsRef<RdmpHeader64>(bytes.AsSpan());
        header.Marker = RdmpHeader64.MarkerValue;
        header.Signature = RdmpHeader64.SignatureValue;
        header.ValidDump = RdmpHeader64.ValidDumpValue;
        header.MetadataSize = (ulong)(RdmpHeader64.FileOffset + bytes.Length - RdmpHeader64.MetadataOffset);
        header.FirstPageOffset = (ulong)(RdmpHeader64.FileOffset + bytes.Length);
        if (Header.Type == DumpType.CompleteMemory)
        {
            header.NumberOfRanges = (uint)ranges.Count;
            header.TotalNumberOfPages = (ulong)ranges.Sum(range => range.PageCount);
        }

        Span<PhysicalMemoryRun64> table = MemoryMarshal.Cast<byte, PhysicalMemoryRun64>(bytes.AsSpan(RdmpHeader64.Size));
        for (int i = 0; i < ranges.Count; i++)
            table[i] = PhysicalMemoryRun64.Of(ranges[i]);
        return bytes;
    }
}
