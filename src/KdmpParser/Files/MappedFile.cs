using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace KdmpParser.Files;

/// <summary>
/// A dump mapped into memory. The only place that holds a pointer: every read is checked against the length here. Where the file can shrink
/// while it is mapped (not on Windows, which refuses that), what it lost reads as zeros up to the end of its last page, and ends the process
/// behind it. So its length is looked at again before a read, unless that was done in the same millisecond: a file that was cut before is
/// safe, one that is cut at that moment is not. <see cref="HandleFile"/> does not have that weakness.
/// </summary>
/// <remarks>
/// <see cref="DumpFile.Dispose"/> may run while another thread reads: the mapping goes away when the last read has ended, and later reads throw
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
internal sealed unsafe class MappedFile : DumpFile
{
    private readonly MemoryMappedFile _mapping;
    private readonly SafeMemoryMappedViewHandle _view;
    private readonly byte* _start;

    /// <summary>What can shrink; <see langword="null"/> where nothing can.</summary>
    private readonly SafeFileHandle? _shrinkable;

    private long _readable, _checked;

    /// <param name="handle">An open file that is not empty; closed with the mapping.</param>
    /// <param name="length">Its length.</param>
    public MappedFile(SafeFileHandle handle, long length)
    {
        _mapping = MemoryMappedFile.CreateFromFile(
            handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _shrinkable = OperatingSystem.IsWindows() ? null : handle;
        Length = _readable = length;
        _view = _mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        _view.AcquirePointer(ref _start);

        // The pointer stays valid until the view closes, and Read holds the view open for as long as it copies.
        _view.ReleasePointer();
    }

    public override long Length { get; }

    public override int Read(long offset, Span<byte> destination)
    {
        ThrowIfDisposed();
        bool held = false;
        try
        {
            _view.DangerousAddRef(ref held);
            long readable = _shrinkable is null ? Length : Readable(_shrinkable, offset);
            if (offset < 0 || offset >= readable)
                return 0;
            int count = (int)Math.Min(destination.Length, readable - offset);
            new ReadOnlySpan<byte>(_start + offset, count).CopyTo(destination);
            return count;
        }
        finally
        {
            if (held)
                _view.DangerousRelease();
        }
    }

    protected override void Close()
    {
        _view.Dispose();
        _mapping.Dispose();
    }

    /// <summary>
    /// Asking the system takes about as long as reading through it would, so it is asked once for each tick of a clock that costs nearly
    /// nothing to look at. Two threads may both ask.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">What is read, for the message.</param>
    private long Readable(SafeFileHandle file, long offset)
    {
        long now = Environment.TickCount64;
        if (now == Volatile.Read(ref _checked))
            return Volatile.Read(ref _readable);
        try
        {
            Volatile.Write(ref _readable, Math.Min(Length, RandomAccess.GetLength(file)));
            Volatile.Write(ref _checked, now);
            return _readable;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Lost(offset, e);
        }
    }
}
