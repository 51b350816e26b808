using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Searching;

namespace KdmpParser.Memory;

/// <summary>Bytes of a dump by address: an index and the file that it points into.</summary>
internal sealed class CapturedMemory(DumpFile file, MemoryIndex index, MemoryFailureReason missing)
{
    private readonly MappedFile? _mapped = file as MappedFile;
    private readonly bool _isWhole = index.FileEnd <= file.Length;

    /// <summary>Captured ranges in ascending order, as the tables of the file say; a truncated file may hold less of them.</summary>
    public IEnumerable<Extent> Extents => index.Extents;

    /// <summary>File offset behind the last captured byte; a truncated file ends before it.</summary>
    public long FileEnd => index.FileEnd;

    /// <summary>Pages that the file holds as a whole.</summary>
    public long PageCount => _isWhole ? index.PageCount : index.Extents.Sum(WholePages);

    /// <summary>How much of an extent the file holds, in whole pages.</summary>
    public long WholePages(Extent extent) =>
        Math.Clamp((file.Length - extent.FileOffset) / PhysicalAddress.PageSize, 0, (long)(extent.Length / PhysicalAddress.PageSize));

    /// <summary>What the file holds of a range of addresses, in ascending order.</summary>
    public IEnumerable<Extent> Held(AddressRange range)
    {
        if (range.IsEmpty)
            yield break;
        foreach (Extent extent in index.Extents)
        {
            if (extent.Start > range.Last)
                yield break;
            ulong held = (ulong)Math.Clamp(file.Length - extent.FileOffset, 0, (long)extent.Length);
            if (held == 0 || extent.Start + (held - 1) < range.First)
                continue;
            ulong skipped = range.First > extent.Start ? range.First - extent.Start : 0;
            ulong last = Math.Min(extent.Start + (held - 1), range.Last);
            yield return extent.From(skipped) with { Length = last - (extent.Start + skipped) + 1 };
        }
    }

    /// <summary>All that the file holds, in ascending order.</summary>
    public IEnumerable<Extent> Held() => Held(AddressRange.Of(0, null));

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
        if (index.TryLocate(address, out long offset, out ulong contiguous) && contiguous >= (ulong)destination.Length && file.Read(offset, destination) == destination.Length)
            return new(destination.Length, null);
        return ReadPieces(address, destination);
    }

    private ReadResult ReadPieces(ulong address, Span<byte> destination)
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

    /// <inheritdoc cref="DumpFile.IsInPlace"/>
    public bool IsInPlace => file.IsInPlace;

    /// <summary>Shows the beginning of an extent without looking its address up.</summary>
    /// <inheritdoc cref="DumpFile.Show" path="/param"/>
    /// <exception cref="KernelDumpException">The file does not have it any more.</exception>
    public void Show(Extent extent, int count, byte[] copy, IByteReader reader)
    {
        int shown = file.Show(extent.FileOffset, count, copy, reader);
        if (shown < count)
            throw Truncated(extent, shown);
    }

    /// <summary>Reads the beginning of an extent without looking its address up.</summary>
    /// <exception cref="KernelDumpException">The file does not have it any more.</exception>
    public void ReadExactly(Extent extent, Span<byte> destination)
    {
        int read = file.Read(extent.FileOffset, destination);
        if (read < destination.Length)
            throw Truncated(extent, read);
    }

    /// <summary>Whether the page of an address was captured, and the file has all of it.</summary>
    public bool HasPageOf(ulong address)
    {
        file.ThrowIfDisposed();
        if (_isWhole)
            return index.Contains(address);
        return index.TryLocate(address, out long offset, out _) && HasPageAt(offset - (long)(address % PhysicalAddress.PageSize));
    }

    /// <summary>Whether all of some memory was captured.</summary>
    public bool HasAll(ulong address, ulong length)
    {
        if (!_isWhole)
            return false;
        for (ulong done = 0, contiguous; done < length; done += contiguous)
        {
            if (!index.TryLocate(address + done, out _, out contiguous))
                return false;
        }

        return true;
    }

    /// <summary>Whether the file has all of a page.</summary>
    /// <param name="fileOffset">Where the page begins, as the tables of the file say.</param>
    public bool HasPageAt(long fileOffset) => _isWhole || fileOffset <= file.Length - PhysicalAddress.PageSize;

    /// <summary>Reads one value at a place of the file.</summary>
    /// <returns>Whether the file has all of it.</returns>
    public bool TryReadAt<T>(long fileOffset, out T value) where T : unmanaged
    {
        if (_mapped is { } mapped)
            return mapped.TryRead(fileOffset, out value);
        value = default;
        return file.Read(fileOffset, MemoryMarshal.AsBytes(new Span<T>(ref value))) == Unsafe.SizeOf<T>();
    }

    /// <summary>Reads one value, or says at which byte it stopped.</summary>
    public bool TryRead<T>(ulong address, out T value, out MemoryFailure failure) where T : unmanaged
    {
        failure = default;
        return TryRead(address, out value) || TryReadPieces(address, out value, out failure);
    }

    /// <summary>Reads one value where that takes a look at the index and one at the mapping, as for nearly all that there are.</summary>
    /// <returns>Whether it was read; it may be there all the same.</returns>
    public bool TryRead<T>(ulong address, out T value) where T : unmanaged
    {
        if (_mapped is { } mapped && index.TryLocate(address, out long offset, out ulong contiguous) && contiguous >= (ulong)Unsafe.SizeOf<T>())
            return mapped.TryRead(offset, out value);
        Unsafe.SkipInit(out value);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryReadPieces<T>(ulong address, out T value) where T : unmanaged => TryReadPieces(address, out value, out _);

    /// <summary>Reads one value wherever its bytes are.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadPieces<T>(ulong address, out T value, out MemoryFailure failure) where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        MemoryFailure? stopped = Read(address, MemoryMarshal.AsBytes(new Span<T>(ref value))).Failure;
        if (stopped is not null)
            value = default;
        failure = stopped ?? default;
        return stopped is null;
    }

    private static KernelDumpException Truncated(Extent extent, int read)
    {
        ulong address = extent.Start + (ulong)read;
        return KernelDumpException.Unavailable(new(MemoryFailureReason.Truncated, address), $"Memory at {new PhysicalAddress(address)}");
    }
}
