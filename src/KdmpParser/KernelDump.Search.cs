using System.Collections.Immutable;
using KdmpParser.Searching;

namespace KdmpParser;

// Finding bytes in all of the dump's memory.
public sealed partial class KernelDump
{
    /// <summary>Bytes before and behind a hit that are given with it.</summary>
    private const int Surroundings = 16;

    /// <summary>
    /// Finds bytes in physical memory, or in what a small dump kept, and says where they are mapped and what stands around them. The page
    /// tables are walked once, at the first hit. For the addresses alone, see <see cref="PhysicalMemory.Search"/>; for a part of virtual
    /// memory, <see cref="VirtualAddressSpace.Search"/>.
    /// </summary>
    /// <param name="pattern">What to look for.</param>
    /// <param name="progress">Told how far the pass is, in captured bytes.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The hits in the order of their addresses, as they are found.</returns>
    /// <exception cref="KernelDumpException">The file was cut short meanwhile (<see cref="KernelDumpError.MemoryUnavailable"/>).</exception>
    /// <exception cref="OperationCanceledException">The pass was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public IEnumerable<SearchHit> Search(BytePattern pattern, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return SearchAny(new SearchOptions { Patterns = [pattern] }, progress, cancellation);
    }

    /// <summary>Finds any of several byte sequences in one pass, in all of memory or in a part of it.</summary>
    /// <param name="options">What to look for, and where.</param>
    /// <param name="progress">Told how far the pass is, as by <see cref="PhysicalMemory.Search"/> or <see cref="VirtualAddressSpace.Search"/>.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The hits in the order of their addresses, as they are found; those at one address in the order of the patterns.</returns>
    /// <exception cref="ArgumentException">There is no pattern.</exception>
    /// <exception cref="KernelDumpException">There are no page tables for virtual memory, or the file was cut short meanwhile
    /// (<see cref="KernelDumpError.MemoryUnavailable"/>), or the tables go on past the limits (<see cref="KernelDumpError.LimitExceeded"/>).</exception>
    /// <exception cref="OperationCanceledException">The pass was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public IEnumerable<SearchHit> SearchAny(SearchOptions options, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        BytePattern[] patterns = [.. options.Patterns];
        if (patterns.Length == 0)
            throw new ArgumentException("A search needs at least one pattern.", nameof(options));
        if (PhysicalMemory is { } memory && !options.IsVirtual)
            return PhysicalHits(memory, memory.Matches(patterns, AddressRange.Of(options.Start, options.Length), progress, cancellation), patterns, cancellation);
        VirtualAddressSpace space = options.Memory ?? VirtualMemory;
        return space.Matches(patterns, options.Start, options.Length, progress, cancellation).Select(match => VirtualHit(space, match.Address, patterns[match.Pattern]));
    }

    private IEnumerable<SearchHit> PhysicalHits(PhysicalMemory memory, IEnumerable<PatternMatch> hits, BytePattern[] patterns, CancellationToken cancellation)
    {
        bool isKnown = VirtualMemory.HasPageTables;
        ulong? page = null;
        VirtualAddress[]? mapped = null;
        foreach (PatternMatch hit in hits)
        {
            // A page can have thousands of hits, and in a hostile dump thousands of mappings too.
            ulong into = hit.Address % PhysicalAddress.PageSize;
            if (isKnown && page != hit.Address - into)
            {
                page = hit.Address - into;
                mapped = Mapped(page.Value, cancellation);
                isKnown = mapped is not null;
            }

            BytePattern pattern = patterns[hit.Pattern];
            (MemoryView context, int offset) = Around(hit.Address, pattern.Length, (start, count) => memory.ViewAll(start, count));
            yield return new(hit.Address, mapped is null ? null : Array.ConvertAll(mapped, start => start + into), context, offset, pattern.Length) { Pattern = pattern };
        }
    }

    private static SearchHit VirtualHit(VirtualAddressSpace space, VirtualAddress address, BytePattern pattern)
    {
        (MemoryView context, int offset) = Around(address.Value, pattern.Length, (start, count) => space.ViewAll(start, count));
        return new(space.TryTranslate(address, out PhysicalAddress physical) ? physical : null, [address], context, offset, pattern.Length) { Pattern = pattern };
    }

    /// <summary>Where a page is mapped; <see langword="null"/> when the tables map too much to know.</summary>
    private VirtualAddress[]? Mapped(PhysicalAddress page, CancellationToken cancellation)
    {
        try
        {
            return [.. VirtualMemory.FindMappings(page, cancellation).Take(SearchHit.MaximumVirtualAddresses).Select(mapping => mapping.VirtualAddress)];
        }
        catch (KernelDumpException e) when (e.Error == KernelDumpError.LimitExceeded)
        {
            return null;
        }
    }

    /// <summary>A hit with its surroundings: of what is before it, the part that has no gap up to it.</summary>
    private static (MemoryView Context, int Offset) Around(ulong address, int length, Func<ulong, int, MemoryPieces> view)
    {
        int before = (int)Math.Min(address, Surroundings);
        MemoryView start = view(address - (ulong)before, before)[^1];
        ImmutableArray<byte> leading = start.Failure is null ? start.Bytes : [];
        ImmutableArray<byte> bytes = [.. leading, .. view(address, length + Surroundings)[0].Bytes];
        bool isPhysical = start.IsPhysical;
        return (new(address - (ulong)leading.Length, isPhysical, bytes.Length, bytes, null), leading.Length);
    }
}
