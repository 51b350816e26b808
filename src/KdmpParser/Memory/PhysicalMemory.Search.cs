using KdmpParser.Searching;

namespace KdmpParser;

// Passes over all that was captured.
public sealed partial class PhysicalMemory
{
    /// <summary>
    /// Finds bytes, also where they go on from one page to the next: the next in memory, wherever in the file it is. Across a page that is not
    /// in the dump nothing is found. Memory is passed once, as the hits are taken, by as many threads as <see cref="KernelDumpOptions.SearchThreads"/> allows.
    /// </summary>
    /// <param name="pattern">What to look for.</param>
    /// <param name="progress">Told how far the pass is, in captured bytes.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>Addresses of the first bytes of hits, in ascending order; hits can overlap.</returns>
    /// <exception cref="KernelDumpException">The file was cut short meanwhile (<see cref="KernelDumpError.MemoryUnavailable"/>).</exception>
    /// <exception cref="OperationCanceledException">The pass was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public IEnumerable<PhysicalAddress> Search(
        BytePattern pattern, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Matches([pattern], AddressRange.Of(0, null), progress, cancellation).Select(match => new PhysicalAddress(match.Address));
    }

    /// <summary>Finds any of several byte sequences in one pass over memory.</summary>
    /// <param name="patterns">What to look for; at least one.</param>
    /// <param name="progress">Told how far the pass is, in captured bytes.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The hits in the order of their addresses, those at one address in the order of the patterns.</returns>
    /// <exception cref="ArgumentException">There is no pattern.</exception>
    /// <inheritdoc cref="Search" path="/exception"/>
    public IEnumerable<PatternHit> SearchAny(
        IEnumerable<BytePattern> patterns, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        BytePattern[] all = [.. patterns];
        if (all.Length == 0)
            throw new ArgumentException("A search needs at least one pattern.", nameof(patterns));
        foreach (BytePattern pattern in all)
            ArgumentNullException.ThrowIfNull(pattern, nameof(patterns));
        return Matches(all, AddressRange.Of(0, null), progress, cancellation).Select(match => new PatternHit(match.Address, all[match.Pattern]));
    }

    /// <summary>
    /// Finds runs of printable ASCII characters (0x20 to 0x7e), one byte each or as UTF-16LE; a character beyond ASCII ends a run, since
    /// among all of UTF-16 nearly any two bytes are one. Pages that are not in the dump end a run too, page boundaries do not. One character
    /// can end a run of single bytes and begin one of UTF-16: nothing tells to which it belongs.
    /// </summary>
    /// <param name="start">Where to begin: a run that begins before it is found from here on.</param>
    /// <param name="length">How far to go, in bytes, cut where the addresses end; a run is cut there.</param>
    /// <param name="minimumLength">How many characters make a run; at least two.</param>
    /// <param name="progress">Told how far the pass is, in captured bytes.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The runs in the order of their addresses, as they are found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is less than two.</exception>
    /// <inheritdoc cref="Search" path="/exception"/>
    public IEnumerable<FoundText> EnumerateStrings(
        PhysicalAddress start, ulong length, int minimumLength = 5, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumLength, 2);
        return TextSearch.Run(Scan(start.Value, length), minimumLength, _limits, progress, cancellation);
    }

    /// <summary>
    /// Says of each page how evenly the values of its bytes are spread, which tells compressed and encrypted memory from code, text and tables.
    /// </summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="length">How far to go, in bytes, cut where the addresses end, as all do without one.</param>
    /// <param name="progress">Told how far the pass is, in captured bytes.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The captured pages in the order of their addresses, as they are counted.</returns>
    /// <inheritdoc cref="Search" path="/exception"/>
    public IEnumerable<PageEntropy> EnumerateEntropy(
        PhysicalAddress start = default, ulong? length = null, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default) =>
        EntropyPass.Run(Scan(start.Value, length), progress, cancellation);

    /// <param name="patterns">What to look for.</param>
    /// <param name="range">Where.</param>
    /// <param name="progress">Told how far the pass is.</param>
    /// <param name="cancellation">Ends the pass.</param>
    internal IEnumerable<PatternMatch> Matches(BytePattern[] patterns, AddressRange range, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        _captured.ThrowIfDisposed();
        return _searchThreads > 1 && PageCount > CapturedPart.Length / PhysicalAddress.PageSize
            ? ParallelSearch.Run(_captured, range, patterns, _searchThreads, progress, cancellation)
            : PatternSearch.Run(patterns, Scan(range), progress, cancellation);
    }

    /// <summary>A pass for each time that the answer is enumerated.</summary>
    private Func<int, ScannedMemory> Scan(ulong start, ulong? length)
    {
        _captured.ThrowIfDisposed();
        return Scan(AddressRange.Of(start, length));
    }

    private Func<int, ScannedMemory> Scan(AddressRange range) => overlap => new CapturedScan(_captured, _captured.Held(range), overlap);
}
