using System.Collections.Immutable;

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
        return PhysicalMemory is { } memory
            ? PhysicalHits(memory, memory.Search(pattern, progress, cancellation), pattern.Length, cancellation)
            : VirtualMemory.Search(pattern, progress: progress, cancellation: cancellation).Select(address => VirtualHit(address, pattern.Length));
    }

    private IEnumerable<SearchHit> PhysicalHits(PhysicalMemory memory, IEnumerable<PhysicalAddress> hits, int length, CancellationToken cancellation)
    {
        bool isKnown = VirtualMemory.HasPageTables;
        PhysicalAddress? page = null;
        VirtualAddress[]? mapped = null;
        foreach (PhysicalAddress address in hits)
        {
            // A page can have thousands of hits, and in a hostile dump thousands of mappings too.
            ulong into = address.Value % PhysicalAddress.PageSize;
            if (isKnown && page != address.Value - into)
            {
                page = address.Value - into;
                mapped = Mapped(page.Value, cancellation);
                isKnown = mapped is not null;
            }

            (MemoryView context, int offset) = Around(address.Value, length, (start, count) => memory.ViewAll(start, count));
            yield return new(address, mapped is null ? null : Array.ConvertAll(mapped, start => start + into), context, offset, length);
        }
    }

    private SearchHit VirtualHit(VirtualAddress address, int length)
    {
        (MemoryView context, int offset) = Around(address.Value, length, (start, count) => VirtualMemory.ViewAll(start, count));
        return new(null, [address], context, offset, length);
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
