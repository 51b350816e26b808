using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace KdmpParser.Files;

/// <summary>
/// A dump mapped into memory. The only place that holds a pointer: every read is checked against the length here. A file that shrinks
/// while it is mapped ends the process at the next read behind its new end; <see cref="HandleFile"/> does not have that weakness.
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

    private MappedFile(MemoryMappedFile mapping, long length, MemoryMappedFileAccess access)
    {
        _mapping = mapping;
        Length = length;
        _view = mapping.CreateViewAccessor(0, length, access).SafeMemoryMappedViewHandle;
        _view.AcquirePointer(ref _start);

        // The pointer stays valid until the view closes, and Read holds the view open for as long as it copies.
        _view.ReleasePointer();
    }

    public override long Length { get; }

    /// <param name="handle">An open file that is not empty; closed with the mapping.</param>
    /// <param name="length">Its length.</param>
    public static MappedFile FromHandle(SafeFileHandle handle, long length)
    {
        var mapping = MemoryMappedFile.CreateFromFile(
            handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        return new(mapping, length, MemoryMappedFileAccess.Read);
    }

    /// <summary>A dump that exists in memory only, as the sample does: the same reader, no file.</summary>
    public static MappedFile FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw DumpFiles.Empty("There are no bytes");
        var file = new MappedFile(MemoryMappedFile.CreateNew(null, bytes.Length), bytes.Length, MemoryMappedFileAccess.ReadWrite);
        bytes.CopyTo(new Span<byte>(file._start, bytes.Length));
        return file;
    }

    public override int Read(long offset, Span<byte> destination)
    {
        ThrowIfDisposed();
        bool held = false;
        try
        {
            _view.DangerousAddRef(ref held);
            if (offset < 0 || offset >= Length)
                return 0;
            int count = (int)Math.Min(destination.Length, Length - offset);
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
}
