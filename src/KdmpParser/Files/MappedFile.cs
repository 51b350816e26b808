using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KdmpParser.Files;

/// <summary>
/// A dump mapped into memory. The only place that holds a pointer: every read is checked against the length here. Where the file can shrink
/// while it is mapped (not on Windows, which refuses that), what it lost reads as zeros up to the end of its last page, and ends the process
/// behind it. So its length is looked at again before a read, unless that was done in the last few milliseconds: a file that was cut before is
/// safe, one that is cut at that moment is not. <see cref="HandleFile"/> does not have that weakness.
/// </summary>
/// <remarks>
/// <see cref="DumpFile.Dispose"/> may run while another thread reads: the mapping goes away when the last read has ended, and later reads throw
/// <see cref="ObjectDisposedException"/>. See <see cref="ReadingThread"/>.
/// </remarks>
internal sealed unsafe partial class MappedFile : DumpFile
{
    // madvise, on Linux and macOS.
    private const int AdviceRandom = 1, AdviceDoNotNeed = 4;

    /// <summary>Every so many bytes, a pass lets go of what was mapped by scattered reads, or the system would count what both read twice.</summary>
    private const long PassedBetweenReleases = 512L << 20;

    private readonly MemoryMappedFile _mapping;

    // Twice, since whoever reads here and there wants nothing but that, and whoever passes over everything wants what follows: from a cold disk, the
    // system reads up to megabytes around each byte that it is asked for through a mapping, unless it is told not to.
    private readonly SafeMemoryMappedViewHandle _scattered, _sequential;
    private readonly byte* _start;
    private readonly byte* _sequentialStart;

    /// <summary>What can shrink; <see langword="null"/> where nothing can.</summary>
    private readonly SafeFileHandle? _shrinkable;

    private long _readable, _checked, _passed;

    /// <param name="handle">An open file that is not empty; closed with the mapping.</param>
    /// <param name="length">Its length.</param>
    public MappedFile(SafeFileHandle handle, long length)
    {
        _mapping = MemoryMappedFile.CreateFromFile(
            handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _shrinkable = OperatingSystem.IsWindows() ? null : handle;
        Length = _readable = length;
        _scattered = View(out _start);
        _sequential = View(out _sequentialStart);
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            _ = Advise((nint)_start, (nuint)length, AdviceRandom);
    }

    public override long Length { get; }

    public override int Read(long offset, Span<byte> destination)
    {
        int count = Count(offset, destination.Length);
        ReadingThread thread = ReadingThread.Current;
        thread.Begin();
        bool isDisposed = IsDisposed;
        if (!isDisposed && count > 0)
            new ReadOnlySpan<byte>((thread.GoesOn(offset, count) ? Pass(count) : _start) + offset, count).CopyTo(destination);
        End(thread, isDisposed);
        return count;
    }

    /// <summary>The same for one value: what most reads are, and then the way costs more than the copy.</summary>
    /// <returns>Whether the file has all of it.</returns>
    public bool TryRead<T>(long offset, out T value) where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        if (offset < 0 || offset > unchecked(Readable(offset) - sizeof(T)))
            return false;
        ReadingThread thread = ReadingThread.Current;
        thread.Begin();
        bool isDisposed = IsDisposed;
        if (!isDisposed)
            value = Unsafe.ReadUnaligned<T>(unchecked(_start + offset));
        End(thread, isDisposed);
        return true;
    }

    public override bool IsInPlace => true;

    public override int Show(long offset, int count, byte[] copy, IByteReader reader)
    {
        int there = Count(offset, count);
        ReadingThread thread = ReadingThread.Current;
        thread.Begin();
        bool isDisposed = IsDisposed;
        try
        {
            if (there == count && !isDisposed)
                reader.Read(new(Pass(count) + offset, count));
        }
        finally
        {
            End(thread, isDisposed);
        }

        return there;
    }

    protected override void Close()
    {
        ReadingThread.WaitForAll();
        _scattered.Dispose();
        _sequential.Dispose();
        _mapping.Dispose();
    }

    private SafeMemoryMappedViewHandle View(out byte* start)
    {
        SafeMemoryMappedViewHandle view = _mapping.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        start = null;
        view.AcquirePointer(ref start);

        // The pointer stays valid until the view closes: reads end before that, and keep it from being finalized.
        view.ReleasePointer();
        return view;
    }

    /// <summary>The mapping for a part of a pass.</summary>
    private byte* Pass(int count)
    {
        // Two threads may count as one.
        if ((_passed += count) >= PassedBetweenReleases)
        {
            _passed = 0;
            if (OperatingSystem.IsLinux())
                _ = Advise((nint)_start, (nuint)Length, AdviceDoNotNeed);
        }

        return _sequentialStart;
    }

    private void End(ReadingThread thread, bool isDisposed)
    {
        thread.End();
        GC.KeepAlive(this);
        ObjectDisposedException.ThrowIf(isDisposed, typeof(KernelDump));
    }

    /// <summary>How many of some bytes the file has.</summary>
    private int Count(long offset, int wanted)
    {
        long readable = Readable(offset);
        return offset < 0 || offset >= readable ? 0 : (int)Math.Min(wanted, readable - offset);
    }

    /// <summary>How much of the file is there.</summary>
    private long Readable(long offset)
    {
        if (_shrinkable is not null && CoarseClock.Now != Volatile.Read(ref _checked))
            LookAtLength(offset);
        return Volatile.Read(ref _readable);
    }

    /// <summary>Asking the system takes as long as a hundred reads, so it is asked once for each tick of a clock. Two threads may both ask.</summary>
    /// <param name="offset">What is read, for the message.</param>
    private void LookAtLength(long offset)
    {
        ThrowIfDisposed();
        long now = CoarseClock.Now;
        try
        {
            Volatile.Write(ref _readable, Math.Min(Length, RandomAccess.GetLength(_shrinkable!)));
            Volatile.Write(ref _checked, now);
            CoarseClock.GoOn();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Lost(offset, e);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
