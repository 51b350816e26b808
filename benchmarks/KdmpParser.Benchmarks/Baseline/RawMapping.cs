using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace KdmpParser.Benchmarks.Baseline;

/// <summary>What the machine can do: the bytes of a mapped file through a pointer, with nothing checked.</summary>
internal sealed unsafe class RawMapping : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    public RawMapping(string path)
    {
        Length = new FileInfo(path).Length;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public long Length { get; }

    public T Read<T>(long offset) where T : unmanaged => Unsafe.ReadUnaligned<T>(_start + offset);

    public ReadOnlySpan<byte> Bytes(long offset, int length) => new(_start + offset, length);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
