using KdmpParser.Searching;

namespace KdmpParser;

// Passes over all that can be read of a range.
public sealed partial class VirtualAddressSpace
{
    /// <summary>
    /// Pages and gaps for each table that a pass may visit. With 16 visits for each page of a dump these are 1024 for each page: twice the entries
    /// that all pages could have if each was a table.
    /// </summary>
    private const int EntriesPerVisit = 64;

    /// <summary>
    /// Finds bytes, also where they go on from one page to the next: the next in virtual memory, wherever it is in physical memory. Across
    /// bytes that cannot be read nothing is found. Memory is passed once, as the hits are taken.
    /// </summary>
    /// <param name="pattern">What to look for.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="length">How far to go, in bytes, cut where the addresses end, as all do without one. A hit lies wholly within.</param>
    /// <param name="progress">Told how far the pass is: in canonical addresses of the range, in a small dump in bytes that it kept.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>
    /// Addresses of the first bytes of hits, in ascending order; hits can overlap. Memory that is mapped more than once has its hits more than
    /// once, page tables those that the self-map shows.
    /// </returns>
    /// <exception cref="KernelDumpException">There are no page tables that could be walked (<see cref="KernelDumpError.MemoryUnavailable"/>), they
    /// go on past what <see cref="KernelDumpLimits.PageTableVisits"/> allow (<see cref="KernelDumpError.LimitExceeded"/>), or the file was cut short meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The pass was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public IEnumerable<VirtualAddress> Search(
        BytePattern pattern,
        VirtualAddress start = default,
        ulong? length = null,
        IProgress<ScanProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Matches([pattern], start, length, progress, cancellation).Select(match => new VirtualAddress(match.Address));
    }

    /// <inheritdoc cref="PhysicalMemory.EnumerateStrings" path="/summary"/>
    /// <param name="start">Where to begin: a run that begins before it is found from here on.</param>
    /// <param name="length">How far to go, in bytes, cut where the addresses end; a run is cut there.</param>
    /// <param name="minimumLength">How many characters make a run; at least two.</param>
    /// <param name="progress">Told how far the pass is, as by <see cref="Search"/>.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The runs in the order of their addresses, as they are found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is less than two.</exception>
    /// <inheritdoc cref="Search" path="/exception"/>
    public IEnumerable<FoundText> EnumerateStrings(
        VirtualAddress start, ulong length, int minimumLength = 5, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumLength, 2);
        return TextSearch.Run(Scan(start, length), minimumLength, Limits, progress, cancellation);
    }

    /// <inheritdoc cref="PhysicalMemory.EnumerateEntropy" path="/summary"/>
    /// <param name="start">Where to begin.</param>
    /// <param name="length">How far to go, in bytes, cut where the addresses end, as all do without one.</param>
    /// <param name="progress">Told how far the pass is, as by <see cref="Search"/>.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The pages that are mapped and captured, or parts of which a small dump kept, in the order of their addresses, as they are counted.</returns>
    /// <inheritdoc cref="Search" path="/exception"/>
    public IEnumerable<PageEntropy> EnumerateEntropy(
        VirtualAddress start = default, ulong? length = null, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default) =>
        EntropyPass.Run(Scan(start, length), progress, cancellation);

    /// <summary>Finds any of several byte sequences, as <see cref="Search"/> finds one.</summary>
    internal IEnumerable<PatternMatch> Matches(
        BytePattern[] patterns, VirtualAddress start, ulong? length, IProgress<ScanProgress>? progress, CancellationToken cancellation) =>
        PatternSearch.Run(patterns, Scan(start, length), progress, cancellation);

    /// <summary>A pass for each time that the answer is enumerated.</summary>
    private Func<int, ScannedMemory> Scan(VirtualAddress start, ulong? length)
    {
        _captured.ThrowIfDisposed();
        var range = AddressRange.Of(start.Value, length);
        if (IsSmallDump)
            return overlap => new CapturedScan(_captured, _captured.Held(range), overlap);
        return _tables is { } tables ? overlap => new TranslatedScan(this, range, overlap, EntriesPerVisit * tables.AllowedVisits(Limits)) : throw Unavailable(new(_whyNot, start.Value));
    }
}
