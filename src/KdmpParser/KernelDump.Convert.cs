using KdmpParser.Writing;

namespace KdmpParser;

// The same memory in another form.
public sealed partial class KernelDump
{
    /// <summary>
    /// Writes a dump of another type, so that tools that do not read this one's can read it, or of the same type with fewer pages. The
    /// pages are the same, byte for byte, in ascending order. So is the header, except for the type and, in a dump of type 1, the list
    /// of runs; <see cref="DumpHeader.RequiredDumpSpace"/> stays what Windows recorded. The file is written under another name in the
    /// same folder and renamed when it is complete: a conversion that fails or is cancelled leaves what was there before, and no more.
    /// </summary>
    /// <param name="path">The new file, or a pipe or a device, which is written as it stands.</param>
    /// <param name="type">Any type that has physical memory. Type 1 holds at most 42 runs, types 8, 9 and 0xa cannot hold page frame 0.</param>
    /// <param name="pageFilter">Which pages to keep, by their address; called once for each page. With a filter, the secondary data is left
    /// out too: it can hold serial numbers and traces. Without one it is carried over. The header, with its registers, always is.</param>
    /// <param name="overwrite">Whether a file that is there already is replaced; a symbolic link is replaced itself, and where it leads,
    /// nothing changes. It may be the dump itself, except on Windows, where a file that is open cannot be replaced.</param>
    /// <param name="progress">Told how far the write is; silent while the filter is asked.</param>
    /// <param name="cancellation">Ends the conversion.</param>
    /// <exception cref="ArgumentException">The type has no physical memory, or the path is empty.</exception>
    /// <exception cref="KernelDumpException">The dump has no physical memory (<see cref="KernelDumpError.NotInThisDump"/>), the type
    /// cannot hold its pages (<see cref="KernelDumpError.DoesNotFit"/>), there is such a file already, and it is not to be replaced
    /// (<see cref="KernelDumpError.FileExists"/>), the file cannot be written (<see cref="KernelDumpError.NotWritten"/>), or the dump was cut short meanwhile (<see cref="KernelDumpError.MemoryUnavailable"/>).</exception>
    /// <exception cref="OperationCanceledException">The conversion was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ConversionResult ConvertTo(
        string path,
        DumpType type,
        Func<PhysicalAddress, bool>? pageFilter = null,
        bool overwrite = false,
        IProgress<WriteProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!PageListing.IsPhysical(type))
            throw new ArgumentException($"Dumps of type {type} have no physical memory to be written.", nameof(type));
        return Prepare(path, pageFilter, overwrite, cancellation).ToDump(path, type, withSecondaryData: pageFilter is null, overwrite, progress, cancellation);
    }

    /// <summary>
    /// Writes an image of physical memory without any header: a page stands at the file offset that is its address. Pages that are not in
    /// the dump read as zeros, which nothing in the file tells from pages of zeros. They are holes that take no room where the file
    /// system has sparse files; on Windows the file takes its whole length. Written under another name first, as by <see cref="ConvertTo"/>.
    /// </summary>
    /// <param name="path">The new file.</param>
    /// <param name="pageFilter">Which pages to keep, by their address; called once for each page.</param>
    /// <param name="overwrite">Whether a file that is there already is replaced, as by <see cref="ConvertTo"/>.</param>
    /// <param name="progress">Told how far the write is; silent while the filter is asked.</param>
    /// <param name="cancellation">Ends the conversion.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="KernelDumpException">The dump has no physical memory (<see cref="KernelDumpError.NotInThisDump"/>), the image would
    /// be longer than <see cref="KernelDumpLimits.BitmapPages"/> (<see cref="KernelDumpError.LimitExceeded"/>; 8 TiB unless set), there is such
    /// a file already, and it is not to be replaced (<see cref="KernelDumpError.FileExists"/>), or the file cannot be written
    /// (<see cref="KernelDumpError.NotWritten"/>), as a pipe cannot, in which no page has a place.</exception>
    /// <exception cref="OperationCanceledException">The conversion was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ConversionResult ConvertToRawImage(
        string path,
        Func<PhysicalAddress, bool>? pageFilter = null,
        bool overwrite = false,
        IProgress<WriteProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Prepare(path, pageFilter, overwrite, cancellation).ToRawImage(path, overwrite, progress, cancellation);
    }

    /// <summary>The captured pages as a source for <see cref="KernelDumpWriter"/>, such as to write them with another header.</summary>
    /// <param name="pageFilter">Which pages to take, by their address; called once for each page, now.</param>
    /// <returns>A source that reads from this dump: it ends with it.</returns>
    /// <exception cref="KernelDumpException">The dump has no physical memory (<see cref="KernelDumpError.NotInThisDump"/>).</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public IPageSource ToPageSource(Func<PhysicalAddress, bool>? pageFilter = null) =>
        new CapturedPages(_file, ConvertibleMemory().Runs, pageFilter, CancellationToken.None);

    private Conversion Prepare(string path, Func<PhysicalAddress, bool>? pageFilter, bool overwrite, CancellationToken cancellation)
    {
        PhysicalMemory memory = ConvertibleMemory();

        // Before the filter is asked about each page.
        WholeFile.Check(path, overwrite);
        long end = _captured.FileEnd;
        return new(_file, new(_file, memory.Runs, pageFilter, cancellation), SecondaryDataChain.BeginsAt(_file, end) ? end : null, _limits);
    }

    private PhysicalMemory ConvertibleMemory()
    {
        _file.ThrowIfDisposed();
        return PhysicalMemory ?? throw new KernelDumpException(
            KernelDumpError.NotInThisDump, $"{Name} is a small dump: it has no physical memory that could be written in another form.");
    }
}
