using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace KdmpParser.Files;

/// <summary>
/// The bytes of a dump, mapped into memory. The only place that holds a pointer: every read is checked against the length here.
/// </summary>
/// <remarks>
/// Safe for concurrent readers. <see cref="Dispose"/> may run while another thread reads: the mapping goes away when the last
/// read has ended, and later reads throw <see cref="ObjectDisposedException"/>.
/// </remarks>
internal sealed unsafe class MappedFile : IDisposable
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

    /// <summary>Length of the file in bytes, as it was when it was opened; never zero.</summary>
    public long Length { get; }

    public static MappedFile Open(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length == 0)
                throw new KernelDumpException(KernelDumpError.Empty, "The file is empty; a kernel dump has at least 8192 bytes.", 0);
            long length = stream.Length;
            var mapping = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new MappedFile(mapping, length, MemoryMappedFileAccess.Read);
        }
        catch (Exception e) when (e is IOException and not KernelDumpException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new KernelDumpException(KernelDumpError.FileUnavailable, Explain(path, e), innerException: e);
        }
    }

    /// <summary>A dump that exists in memory only, as the sample does: the same reader, no file.</summary>
    public static MappedFile FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new KernelDumpException(KernelDumpError.Empty, "There are no bytes; a kernel dump has at least 8192 of them.", 0);
        var file = new MappedFile(MemoryMappedFile.CreateNew(null, bytes.Length), bytes.Length, MemoryMappedFileAccess.ReadWrite);
        bytes.CopyTo(new Span<byte>(file._start, bytes.Length));
        return file;
    }

    /// <summary>Copies from <paramref name="offset"/> on.</summary>
    /// <returns>Bytes copied: fewer than asked where the file ends, zero outside of it.</returns>
    public int Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset >= Length)
            return 0;
        int count = (int)Math.Min(destination.Length, Length - offset);

        bool held = false;
        try
        {
            _view.DangerousAddRef(ref held);
            new ReadOnlySpan<byte>(_start + offset, count).CopyTo(destination);
            return count;
        }
        finally
        {
            if (held)
                _view.DangerousRelease();
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _mapping.Dispose();
    }

    private static string Explain(string path, Exception e)
    {
        string name = Path.GetFileName(path) is { Length: > 0 } last ? last : path;
        return e switch
        {
            FileNotFoundException or DirectoryNotFoundException or ArgumentException => $"There is no file '{name}'.",
            _ when Directory.Exists(path) => $"'{name}' is a folder, not a dump file.",
            UnauthorizedAccessException => $"'{name}' may not be read by this user.",
            _ => $"'{name}' cannot be read: {e.Message}",
        };
    }
}
