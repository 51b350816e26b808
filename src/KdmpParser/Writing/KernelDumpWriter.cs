using System.Runtime.InteropServices;
using KdmpParser.Format;
using KdmpParser.Writing;

namespace KdmpParser;

/// <summary>Writes a kernel dump of any type that has physical memory: the header's <see cref="DumpHeader.Type"/> decides which.</summary>
public sealed class KernelDumpWriter
{
    /// <summary>What is written is what can be opened without asking for more.</summary>
    private static readonly KernelDumpLimits s_limits = new();

    /// <summary>The header; its type decides the layout of the file.</summary>
    public required DumpHeader Header { get; init; }

    /// <summary>The memory.</summary>
    public required IPageSource Pages { get; init; }

    /// <summary>The registers; <see langword="null"/> leaves them "not recorded".</summary>
    public CpuContext? Context { get; init; }

    /// <summary>The exception; <see langword="null"/> leaves it "not recorded".</summary>
    public ExceptionRecord? Exception { get; init; }

    /// <summary>Writes a file: under another name first, so that nothing half-written ever has the final one.</summary>
    /// <param name="path">The new file, or a pipe or a device, which is written as it stands.</param>
    /// <param name="overwrite">Whether a file that is there already is replaced. A symbolic link is replaced itself; where it leads, nothing changes.</param>
    /// <param name="progress">Told how far the write is.</param>
    /// <param name="cancellation">Ends the write; no file is left, and one that was there already stays.</param>
    /// <exception cref="KernelDumpException">There is such a file already, and it is not to be replaced (<see cref="KernelDumpError.FileExists"/>),
    /// or the system does not let the file be written (<see cref="KernelDumpError.NotWritten"/>).</exception>
    /// <inheritdoc cref="Write(Stream, IProgress{WriteProgress}, CancellationToken)" path="/exception"/>
    public void Write(string path, bool overwrite, IProgress<WriteProgress>? progress, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, overwrite, stream => Write(stream, progress, cancellation));
    }

    /// <inheritdoc cref="Write(string, bool, IProgress{WriteProgress}, CancellationToken)"/>
    public void Write(string path, bool overwrite) => Write(path, overwrite, progress: null, CancellationToken.None);

    /// <summary>Writes a new file: under another name first, so that nothing half-written ever has the final one.</summary>
    /// <inheritdoc cref="Write(string, bool, IProgress{WriteProgress}, CancellationToken)"/>
    public void Write(string path) => Write(path, overwrite: false);

    /// <summary>Writes the whole dump from the stream's position on; the stream need not be seekable.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="progress">Told how far the write is.</param>
    /// <param name="cancellation">Ends the write, in the middle of the dump.</param>
    /// <exception cref="ArgumentException">The type has no physical memory or cannot hold these pages (a full dump more than 42 runs, a list
    /// of ranges page frame 0), a text does not fit into the header, or the ranges are not as <see cref="IPageSource.Ranges"/> must be.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled.</exception>
    public void Write(Stream stream, IProgress<WriteProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!PageListing.IsPhysical(Header.Type))
            throw new ArgumentException($"Dumps of type {Header.Type} have no physical memory to be written.");
        IReadOnlyList<PageRange> ranges = PageRanges.Join(Pages.Ranges);
        if (PageListing.Refusal(Header.Type, ranges, s_limits) is { } refusal)
            throw new ArgumentException(refusal);

        stream.Write(HeaderBytes(ranges));
        foreach (byte[] piece in PageListing.Between(Header.Type, ranges))
            stream.Write(piece);
        new PageCopy(Pages, PageRanges.PageCount(ranges), stream, progress, cancellation).Pack(Pages.Ranges);
    }

    /// <inheritdoc cref="Write(Stream, IProgress{WriteProgress}, CancellationToken)"/>
    public void Write(Stream stream) => Write(stream, progress: null, CancellationToken.None);

    private byte[] HeaderBytes(IReadOnlyList<PageRange> ranges)
    {
        byte[] bytes = FilledHeader.Of(Header, Context, Exception);
        ref DumpHeader64 header = ref MemoryMarshal.AsRef<DumpHeader64>(bytes.AsSpan());
        if (PageListing.HasRuns(Header.Type))
            header.PhysicalMemoryBlock = PhysicalMemoryDescriptor64.Of(ranges);
        else if (Header.PhysicalMemoryBlock is { } machine)
        {
            header.PhysicalMemoryBlock = machine.Length <= PhysicalMemoryDescriptor64.MaximumRuns
                ? PhysicalMemoryDescriptor64.Of(machine)
                : throw new ArgumentException(
                    $"The header has room for {PhysicalMemoryDescriptor64.MaximumRuns} runs of the machine's memory, not for {machine.Length}.");
        }

        return bytes;
    }
}
