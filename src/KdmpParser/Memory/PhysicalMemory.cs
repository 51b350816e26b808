using KdmpParser.Memory;

namespace KdmpParser;

/// <summary>
/// The physical memory that a dump captured. Safe for concurrent readers; a read allocates nothing. After the dump was closed, every
/// call throws <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed partial class PhysicalMemory
{
    private readonly CapturedMemory _captured;
    private readonly KernelDumpLimits _limits;
    private readonly int _searchThreads;
    private readonly Lazy<IReadOnlyList<PhysicalRun>> _runs;
    private readonly Lazy<long> _runCount;

    /// <param name="captured">The memory.</param>
    /// <param name="limits">Bounds for strings.</param>
    /// <param name="searchThreads">How many threads a search may use.</param>
    internal PhysicalMemory(CapturedMemory captured, KernelDumpLimits limits, int searchThreads)
    {
        _captured = captured;
        _limits = limits;
        _searchThreads = searchThreads;
        _runs = new(() => Array.AsReadOnly(WholeRuns().ToArray()));
        _runCount = new(() => WholeRuns().LongCount());
        PageCount = captured.PageCount;
    }

    /// <summary>Captured pages of 4096 bytes; in a truncated dump, those that the file still holds as a whole.</summary>
    public long PageCount { get; }

    /// <summary>
    /// The captured pages as runs: sorted by address, neighbours joined where they also touch in the file. The list is made when first asked, and
    /// can have millions of runs, 24 bytes each; <see cref="EnumerateRuns"/> makes none.
    /// </summary>
    public IReadOnlyList<PhysicalRun> Runs
    {
        get
        {
            _captured.ThrowIfDisposed();
            return _runs.Value;
        }
    }

    /// <summary>How many <see cref="Runs"/> there are. Counted when first asked.</summary>
    public long RunCount
    {
        get
        {
            _captured.ThrowIfDisposed();
            return _runCount.Value;
        }
    }

    /// <summary>Whether the page of this address was captured, as a whole.</summary>
    public bool Contains(PhysicalAddress address) => _captured.HasPageOf(address.Value);

    /// <summary>Where in the file the byte at an address is.</summary>
    /// <param name="address">Any physical address.</param>
    /// <param name="fileOffset">The offset in bytes; means nothing when the result is <see langword="false"/>.</param>
    /// <returns>Whether the page was captured, as a whole.</returns>
    public bool TryGetFileOffset(PhysicalAddress address, out long fileOffset) =>
        _captured.TryLocate(address.Value, out fileOffset) && _captured.HasPageAt(fileOffset - (long)(address.Value % PhysicalAddress.PageSize));

    /// <summary>Why the page of an address cannot be had; <see langword="null"/> when it can.</summary>
    internal MemoryFailureReason? WhyMissing(PhysicalAddress address)
    {
        if (Contains(address))
            return null;
        return _captured.TryLocate(address.Value, out _) ? MemoryFailureReason.Truncated : MemoryFailureReason.PageNotInDump;
    }

    /// <summary>The same as <see cref="Runs"/>, one by one.</summary>
    /// <returns>Runs; nothing is made in advance.</returns>
    public IEnumerable<PhysicalRun> EnumerateRuns()
    {
        _captured.ThrowIfDisposed();
        return WholeRuns();
    }

    /// <summary>The captured pages one by one, in ascending order.</summary>
    /// <returns>Addresses of pages; nothing is made in advance.</returns>
    public IEnumerable<PhysicalAddress> EnumeratePages()
    {
        _captured.ThrowIfDisposed();
        foreach (PhysicalRun run in WholeRuns())
        {
            for (long page = 0; page < run.PageCount; page++)
                yield return run.Start.Value + (ulong)page * PhysicalAddress.PageSize;
        }
    }

    /// <summary>Copies memory, across page boundaries, up to the first byte that is not in the dump.</summary>
    /// <param name="address">Where to begin; needs no alignment.</param>
    /// <param name="destination">How much to read, and where to.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ReadResult Read(PhysicalAddress address, Span<byte> destination) => _captured.Read(address.Value, destination);

    /// <summary>Copies memory, all of it.</summary>
    /// <param name="address">Where to begin; needs no alignment.</param>
    /// <param name="destination">How much to read, and where to.</param>
    /// <exception cref="KernelDumpException">A byte cannot be had (<see cref="KernelDumpError.MemoryUnavailable"/>); which one and why is in
    /// <see cref="KernelDumpException.MemoryFailure"/>.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public void ReadExactly(PhysicalAddress address, Span<byte> destination)
    {
        if (Read(address, destination).Failure is { } failure)
            throw KernelDumpException.Unavailable(failure, $"Physical memory at {new PhysicalAddress(failure.Address)}");
    }

    /// <summary>Reads one value, such as a <see cref="ulong"/> or a structure without references, in the byte order of the file.</summary>
    /// <param name="address">Where it begins; needs no alignment.</param>
    /// <param name="value">The value; <see langword="default"/> when the result is <see langword="false"/>.</param>
    /// <returns>Whether every byte of it could be read.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public bool TryRead<T>(PhysicalAddress address, out T value) where T : unmanaged =>
        _captured.TryRead(address.Value, out value) || _captured.TryReadPieces(address.Value, out value);

    /// <inheritdoc cref="TryRead{T}(PhysicalAddress, out T)"/>
    /// <param name="address">Where it begins; needs no alignment.</param>
    /// <param name="value">The value; <see langword="default"/> when the result is <see langword="false"/>.</param>
    /// <param name="failure">Why it could not be read.</param>
    public bool TryRead<T>(PhysicalAddress address, out T value, out MemoryFailure failure) where T : unmanaged =>
        _captured.TryRead(address.Value, out value, out failure);

    /// <summary>Copies memory to be looked at, such as a page to be shown as a hex view.</summary>
    /// <param name="address">Where to begin.</param>
    /// <param name="length">How many bytes; one page unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public MemoryView View(PhysicalAddress address, int length = PhysicalAddress.PageSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var bytes = new byte[length];
        return MemoryView.Of(address.Value, isPhysical: true, bytes, Read(address, bytes));
    }

    /// <summary>Copies memory to be looked at, beyond what is missing in it.</summary>
    /// <param name="address">Where to begin.</param>
    /// <param name="length">How many bytes; one page unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public MemoryPieces ViewAll(PhysicalAddress address, int length = PhysicalAddress.PageSize) =>
        MemoryPieces.Read(address.Value, isPhysical: true, length, _captured.Read, _captured.NextAfter);

    /// <summary>One line: how many pages. Runs are not counted for it: there can be millions.</summary>
    public override string ToString() => FormattableString.Invariant($"{PageCount} pages of physical memory");

    private IEnumerable<PhysicalRun> WholeRuns()
    {
        foreach (Extent extent in _captured.Extents)
        {
            long pages = _captured.WholePages(extent);
            if (pages > 0)
                yield return new(extent.Start, pages, extent.FileOffset);
        }
    }
}
