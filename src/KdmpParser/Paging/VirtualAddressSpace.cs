using System.Diagnostics.CodeAnalysis;
using KdmpParser.Memory;
using KdmpParser.Paging;

namespace KdmpParser;

/// <summary>
/// Virtual memory as one directory table base maps it, or the pieces of it that a small dump kept. Safe for concurrent readers;
/// a read allocates nothing.
/// </summary>
public sealed class VirtualAddressSpace
{
    private readonly PhysicalMemory? _physical;
    private readonly CapturedMemory? _pieces;

    /// <param name="physical">Memory with x64 page tables, or <see langword="null"/> where none can be walked.</param>
    /// <param name="directoryTableBase">Root of the tables, or <see langword="null"/> where none was recorded.</param>
    internal VirtualAddressSpace(PhysicalMemory? physical, ulong? directoryTableBase)
    {
        _physical = physical;
        DirectoryTableBase = directoryTableBase;
    }

    /// <param name="pieces">What a small dump kept.</param>
    internal VirtualAddressSpace(CapturedMemory pieces) => _pieces = pieces;

    /// <summary>
    /// The directory table base as recorded or given; bits 11:0 (a PCID) are not used. <see langword="null"/> for small dumps, which have
    /// no tables to use it with.
    /// </summary>
    public ulong? DirectoryTableBase { get; }

    /// <summary>Whether addresses can be translated: <see langword="false"/> for small dumps and for ARM64.</summary>
    [MemberNotNullWhen(true, nameof(_physical), nameof(DirectoryTableBase))]
    public bool HasPageTables => _physical is not null && DirectoryTableBase is not null;

    /// <summary>Walks the page tables for one address.</summary>
    /// <returns>The whole walk, on success and on failure.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public Translation Translate(VirtualAddress address) => new(address, DirectoryTableBase, Walk(address));

    /// <summary>Copies memory, across page boundaries, up to the first byte that cannot be had.</summary>
    /// <param name="address">Where to begin; a read may end exactly at 2^64.</param>
    /// <param name="destination">How much to read, and where to.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ReadResult Read(VirtualAddress address, Span<byte> destination)
    {
        if (_pieces is not null)
            return _pieces.Read(address.Value, destination);

        int done = 0;
        while (done < destination.Length)
        {
            ulong at = unchecked(address.Value + (ulong)done);
            if (at < address.Value)
                return new(done, new(MemoryFailureReason.EndOfAddressSpace, at));
            PageWalk walk = Walk(at);
            if (walk.Failure is { } failure)
                return new(done, failure);

            int left = PhysicalAddress.PageSize - (int)(at % PhysicalAddress.PageSize);
            int count = Math.Min(left, destination.Length - done);
            ReadResult read = _physical!.Read(walk.Address, destination.Slice(done, count));
            done += read.BytesRead;
            if (read.Failure is { } stopped)
                return new(done, stopped with { Address = at + (ulong)read.BytesRead });
        }

        return new(done, null);
    }

    /// <summary>Copies memory to be looked at as a hex view.</summary>
    /// <param name="address">Where to begin.</param>
    /// <param name="length">How many bytes; one page unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public MemoryView View(VirtualAddress address, int length = PhysicalAddress.PageSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var bytes = new byte[length];
        return MemoryView.Of(address.Value, isPhysical: false, bytes, Read(address, bytes));
    }

    private PageWalk Walk(VirtualAddress address) =>
        HasPageTables ? PageWalk.Run(_physical, DirectoryTableBase.Value, address) : PageWalk.Impossible(address);
}
