using KdmpParser.Memory;

namespace KdmpParser;

/// <summary>The physical memory that a dump captured. Safe for concurrent readers; a read allocates nothing.</summary>
public sealed class PhysicalMemory
{
    private readonly CapturedMemory _captured;
    private readonly Lazy<IReadOnlyList<PhysicalRun>> _runs;

    internal PhysicalMemory(CapturedMemory captured, long pageCount)
    {
        _captured = captured;
        PageCount = pageCount;
        _runs = new(() => Array.AsReadOnly(captured.Index.Extents
            .Select(extent => new PhysicalRun(extent.Start, (long)(extent.Length / PhysicalAddress.PageSize), extent.FileOffset))
            .ToArray()));
    }

    /// <summary>Captured pages of 4096 bytes.</summary>
    public long PageCount { get; }

    /// <summary>The captured pages as runs: sorted by address, neighbours joined where they also touch in the file. Made when first asked.</summary>
    public IReadOnlyList<PhysicalRun> Runs => _runs.Value;

    /// <summary>Whether the page of this address was captured.</summary>
    public bool Contains(PhysicalAddress address) => _captured.Index.TryLocate(address.Value, out _, out _);

    /// <summary>Where in the file the byte at an address is.</summary>
    /// <param name="address">Any physical address.</param>
    /// <param name="fileOffset">The offset in bytes; means nothing when the result is <see langword="false"/>.</param>
    /// <returns>Whether the page was captured.</returns>
    public bool TryGetFileOffset(PhysicalAddress address, out long fileOffset) =>
        _captured.Index.TryLocate(address.Value, out fileOffset, out _);

    /// <summary>Copies memory, across page boundaries, up to the first byte that is not in the dump.</summary>
    /// <param name="address">Where to begin; needs no alignment.</param>
    /// <param name="destination">How much to read, and where to.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ReadResult Read(PhysicalAddress address, Span<byte> destination) => _captured.Read(address.Value, destination);

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

    /// <summary>One line: how many pages in how many runs.</summary>
    public override string ToString() => FormattableString.Invariant($"{PageCount} pages in {Runs.Count} runs");
}
