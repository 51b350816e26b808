using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KdmpParser.Files;

namespace KdmpParser.Memory;

/// <summary>Bytes of a dump by address: an index and the file that it points into.</summary>
internal sealed class CapturedMemory(DumpFile file, MemoryIndex index, MemoryFailureReason missing)
{
    /// <summary>Captured ranges in ascending order, as the tables of the file say; a truncated file may hold less of them.</summary>
    public IEnumerable<Extent> Extents => index.Extents;

    public long FileLength => file.Length;

    /// <summary>File offset behind the last captured byte; a truncated file ends before it.</summary>
    public long FileEnd => index.FileEnd;

    /// <summary>Pages that the file holds as a whole.</summary>
    public long PageCount => index.FileEnd <= file.Length ? index.PageCount : index.Extents.Sum(WholePages);

    /// <summary>How much of an extent the file holds, in whole pages.</summary>
    public long WholePages(Extent extent) =>
        Math.Clamp((file.Length - extent.FileOffset) / PhysicalAddress.PageSize, 0, (long)(extent.Length / PhysicalAddress.PageSize));

    /// <summary>The same places in another file.</summary>
    public CapturedMemory In(DumpFile other) => new(other, index, missing);

    public void ThrowIfDisposed() => file.ThrowIfDisposed();

    /// <param name="address">Any address.</param>
    /// <param name="fileOffset">Where its byte is in the file, or would be, had the file not been cut short.</param>
    public bool TryLocate(ulong address, out long fileOffset)
    {
        file.ThrowIfDisposed();
        return index.TryLocate(address, out fileOffset, out _);
    }

    /// <inheritdoc cref="MemoryIndex.NextAfter"/>
    public ulong NextAfter(ulong missing) => index.NextAfter(missing);

    public ReadResult Read(ulong address, Span<byte> destination)
    {
        file.ThrowIfDisposed();
        int done = 0;
        while (done < destination.Length)
        {
            ulong at = unchecked(address + (ulong)done);
            if (at < address)
                return new(done, new(MemoryFailureReason.EndOfAddressSpace, at));
            if (!index.TryLocate(at, out long offset, out ulong contiguous))
                return new(done, new(missing, at));

            int count = (int)Math.Min(contiguous, (ulong)(destination.Length - done));
            int read = file.Read(offset, destination.Slice(done, count));
            done += read;
            if (read < count)
                return new(done, new(MemoryFailureReason.Truncated, at + (ulong)read));
        }

        return new(done, null);
    }

    /// <summary>Reads the beginning of an extent without looking its address up.</summary>
    /// <exception cref="KernelDumpException">The file does not have it any more.</exception>
    public void ReadExactly(Extent extent, Span<byte> destination)
    {
        int read = file.Read(extent.FileOffset, destination);
        if (read < destination.Length)
            throw KernelDumpException.Unavailable(new(MemoryFailureReason.Truncated, extent.Start + (ulong)read), $"Memory at {new PhysicalAddress(extent.Start + (ulong)read)}");
    }

    /// <summary>Reads one value, or says at which byte it stopped.</summary>
    public MemoryFailure? Read<T>(ulong address, out T value) where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        MemoryFailure? failure = Read(address, MemoryMarshal.AsBytes(new Span<T>(ref value))).Failure;
        if (failure is not null)
            value = default;
        return failure;
    }
}
