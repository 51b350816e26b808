using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KdmpParser.Memory;
using KdmpParser.Paging;

namespace KdmpParser;

/// <summary>
/// Virtual memory as one directory table base maps it, or the pieces of it that a small dump kept. Safe for concurrent readers; reads and
/// <see cref="TryTranslate(VirtualAddress, out PhysicalAddress)"/> allocate nothing but the 12 to 140 KiB, once, in which an address space remembers the upper
/// levels of tables that are asked often. After the dump was closed, every call throws <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed partial class VirtualAddressSpace
{
    /// <summary>Whoever asks a few things of each of a thousand processes needs no cache for them.</summary>
    private const int WalksWithoutCache = 16;

    private readonly CapturedMemory _captured;
    private readonly PageTables? _tables;
    private readonly MemoryFailureReason _whyNot;
    private TranslationCache? _cache;
    private int _walks;

    /// <param name="physical">The dump's physical memory.</param>
    /// <param name="tables">What is walked, or <see langword="null"/> where nothing can be.</param>
    /// <param name="whyNot">Why nothing can be walked.</param>
    /// <param name="directoryTableBase">As recorded or given.</param>
    /// <param name="limits">Bounds for passes over the tables and for strings.</param>
    internal VirtualAddressSpace(CapturedMemory physical, PageTables? tables, MemoryFailureReason whyNot, ulong? directoryTableBase, KernelDumpLimits limits)
    {
        _captured = physical;
        _tables = tables;
        _whyNot = whyNot;
        Limits = limits;
        DirectoryTableBase = directoryTableBase;
    }

    /// <param name="pieces">What a small dump kept.</param>
    /// <param name="limits">Bounds for strings.</param>
    internal VirtualAddressSpace(CapturedMemory pieces, KernelDumpLimits limits)
    {
        _captured = pieces;
        Limits = limits;
        _whyNot = MemoryFailureReason.NoPageTables;
        IsSmallDump = true;
    }

    /// <summary>
    /// The directory table base as recorded or given; bits 11:0 (a PCID) are not used. <see langword="null"/> for small dumps, which have
    /// no tables to use it with.
    /// </summary>
    public ulong? DirectoryTableBase { get; }

    /// <summary>Whether addresses can be translated: <see langword="false"/> for small dumps and for ARM64.</summary>
    public bool HasPageTables => _tables is not null;

    /// <summary>Bounds on what the dump decides.</summary>
    internal KernelDumpLimits Limits { get; }

    /// <summary>Whether this is what a small dump kept: pieces by virtual address, no tables.</summary>
    private bool IsSmallDump { get; }

    /// <summary>One line: which page tables it goes by.</summary>
    public override string ToString() => IsSmallDump
        ? "the virtual memory that a small dump kept"
        : DirectoryTableBase is { } directoryTableBase ? FormattableString.Invariant($"virtual memory by the page tables at 0x{directoryTableBase:x}") : "virtual memory without page tables";

    /// <summary>Walks the page tables for one address.</summary>
    /// <returns>The whole walk, on success and on failure.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public Translation Translate(VirtualAddress address) => new(address, DirectoryTableBase, Walk(address));

    /// <summary>Where a virtual address is in physical memory, whether or not the dump has that page.</summary>
    /// <param name="address">Any address.</param>
    /// <param name="physical">The physical address; means nothing when the result is <see langword="false"/>.</param>
    /// <returns>Whether the tables lead to a page: valid, in transition, or through a prototype PTE.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public bool TryTranslate(VirtualAddress address, out PhysicalAddress physical) =>
        (_cache is { } cache && cache.TryTranslate(address, out physical)) || TryWalk(address, out physical, out _);

    /// <inheritdoc cref="TryTranslate(VirtualAddress, out PhysicalAddress)"/>
    /// <param name="address">Any address.</param>
    /// <param name="physical">The physical address; means nothing when the result is <see langword="false"/>.</param>
    /// <param name="failure">Why there is no physical address, or why its byte cannot be read; <see langword="null"/> when it can.</param>
    public bool TryTranslate(VirtualAddress address, out PhysicalAddress physical, out MemoryFailure? failure)
    {
        failure = null;
        return (_cache is { } cache && cache.TryTranslate(address, out physical)) || TryWalk(address, out physical, out failure);
    }

    /// <summary>Copies memory, across page boundaries, up to the first byte that cannot be had.</summary>
    /// <param name="address">Where to begin; a read may end exactly at 2^64.</param>
    /// <param name="destination">How much to read, and where to.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ReadResult Read(VirtualAddress address, Span<byte> destination)
    {
        if (IsSmallDump)
            return _captured.Read(address.Value, destination);

        _captured.ThrowIfDisposed();
        int done = 0;
        while (done < destination.Length)
        {
            ulong at = unchecked(address.Value + (ulong)done);
            if (at < address.Value)
                return new(done, new(MemoryFailureReason.EndOfAddressSpace, at));
            if (!TryTranslate(at, out PhysicalAddress physical, out MemoryFailure? unmapped))
                return new(done, unmapped);

            int left = PhysicalAddress.PageSize - (int)(at % PhysicalAddress.PageSize);
            int count = Math.Min(left, destination.Length - done);
            ReadResult read = _captured.Read(physical.Value, destination.Slice(done, count));
            done += read.BytesRead;
            if (read.Failure is { } stopped)
                return new(done, new(stopped.Reason, at + (ulong)read.BytesRead, Missing: stopped.Address));
        }

        return new(done, null);
    }

    /// <summary>Copies memory, all of it.</summary>
    /// <param name="address">Where to begin.</param>
    /// <param name="destination">How much to read, and where to.</param>
    /// <exception cref="KernelDumpException">A byte cannot be had (<see cref="KernelDumpError.MemoryUnavailable"/>); which one and why is in
    /// <see cref="KernelDumpException.MemoryFailure"/>.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public void ReadExactly(VirtualAddress address, Span<byte> destination)
    {
        if (Read(address, destination).Failure is { } failure)
            throw Unavailable(failure);
    }

    /// <summary>Reads one value, such as a <see cref="ulong"/> or a structure without references, in the byte order of the file.</summary>
    /// <param name="address">Where it begins; needs no alignment.</param>
    /// <param name="value">The value; <see langword="default"/> when the result is <see langword="false"/>.</param>
    /// <returns>Whether every byte of it could be read.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public bool TryRead<T>(VirtualAddress address, out T value) where T : unmanaged => TryRead(address, out value, out _);

    /// <inheritdoc cref="TryRead{T}(VirtualAddress, out T)"/>
    /// <param name="address">Where it begins; needs no alignment.</param>
    /// <param name="value">The value; <see langword="default"/> when the result is <see langword="false"/>.</param>
    /// <param name="failure">Why it could not be read.</param>
    public bool TryRead<T>(VirtualAddress address, out T value, out MemoryFailure failure) where T : unmanaged
    {
        failure = default;
        return TryReadInPage(address, out value) || TryReadPieces(address, out value, out failure);
    }

    /// <summary>Reads one value where that takes one translation and one look at the mapping, as for nearly all that there are.</summary>
    private bool TryReadInPage<T>(VirtualAddress address, out T value) where T : unmanaged
    {
        if (_cache is { } cache && (int)(address.Value % PhysicalAddress.PageSize) <= PhysicalAddress.PageSize - Unsafe.SizeOf<T>() && cache.TryTranslate(address, out PhysicalAddress physical))
            return _captured.TryRead(physical.Value, out value);
        Unsafe.SkipInit(out value);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadPieces<T>(VirtualAddress address, out T value, out MemoryFailure failure) where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        MemoryFailure? stopped = Read(address, MemoryMarshal.AsBytes(new Span<T>(ref value))).Failure;
        if (stopped is not null)
            value = default;
        failure = stopped ?? default;
        return stopped is null;
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

    /// <summary>Copies memory to be looked at, beyond what is missing in it.</summary>
    /// <param name="address">Where to begin.</param>
    /// <param name="length">How many bytes; one page unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public MemoryPieces ViewAll(VirtualAddress address, int length = PhysicalAddress.PageSize) =>
        MemoryPieces.Read(address.Value, isPhysical: false, length, (at, bytes) => Read(at, bytes), IsSmallDump ? _captured.NextAfter : PhysicalAddress.NextPage);

    internal void ThrowIfDisposed() => _captured.ThrowIfDisposed();

    /// <summary>Size of the page that an address is mapped by; zero where it is not.</summary>
    internal long PageSizeAt(VirtualAddress address) => Walk(address).PageSize;

    /// <inheritdoc cref="MemoryIndex.NextAfter"/>
    internal ulong NextCapturedAfter(PhysicalAddress missing) => _captured.NextAfter(missing.Value);

    private static KernelDumpException Unavailable(MemoryFailure failure) =>
        KernelDumpException.Unavailable(failure, $"Virtual memory at {new VirtualAddress(failure.Address)}");

    // The walk on the stack is large: what does without it is not to pay for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryWalk(VirtualAddress address, out PhysicalAddress physical, out MemoryFailure? failure)
    {
        PageWalk walk = Walk(address);
        (physical, failure) = (walk.Address, walk.Failure);
        return walk.PageSize != 0;
    }

    private PageWalk Walk(VirtualAddress address)
    {
        _captured.ThrowIfDisposed();
        if (_tables is not { } tables)
            return PageWalk.Impossible(address, _whyNot);
        PageWalk walk = PageWalk.Run(tables, address);
        if (_cache is { } cache)
            cache.Add(address, walk.Steps);
        else if (++_walks > WalksWithoutCache)
            _cache = new(_captured);
        return walk;
    }
}
