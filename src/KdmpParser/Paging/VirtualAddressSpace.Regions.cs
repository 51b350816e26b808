using KdmpParser.Paging;

namespace KdmpParser;

// Passes over all tables.
public sealed partial class VirtualAddressSpace
{
    /// <summary>Tables have 512 entries, and those of real machines map pages that follow each other, or nothing.</summary>
    private const int MappingsPerVisit = 4;

    private ReverseMap? _reverse;

    /// <summary>
    /// What the processor maps, as regions of equal rights and page size, in ascending order. The tables are walked once, as the regions are
    /// taken; pages in transition and the self-map are not part of it. What is behind a page table that the dump does not have is not known.
    /// </summary>
    /// <param name="onMissingTable">Told once of each table that is not in the dump, by the first entry that leads there; an entry of zeros stands for the root.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>Regions; none for small dumps and for ARM64, see <see cref="HasPageTables"/>.</returns>
    /// <exception cref="KernelDumpException">The tables go on past <see cref="KernelDumpLimits.PageTableVisits"/>.</exception>
    /// <exception cref="OperationCanceledException">The pass was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public IEnumerable<VirtualRegion> EnumerateRegions(Action<PageTableStep>? onMissingTable = null, CancellationToken cancellation = default)
    {
        _captured.ThrowIfDisposed();
        return _tables is { } tables ? Join(Sweep(tables, onMissingTable, cancellation).Pieces(joinAlike: true)) : [];
    }

    /// <summary>Makes the one pass over the tables that tells which virtual addresses map a physical one.</summary>
    /// <param name="cancellation">Ends the pass.</param>
    /// <exception cref="KernelDumpException">There are more mappings than <see cref="KernelDumpLimits"/> allow.</exception>
    /// <exception cref="OperationCanceledException">The pass was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ReverseMap BuildReverseMap(CancellationToken cancellation = default)
    {
        _captured.ThrowIfDisposed();
        return _tables is { } tables
            ? ReverseMap.Of(Sweep(tables, null, cancellation).Pieces(joinAlike: false), Math.Min(Limits.Mappings, MappingsPerVisit * tables.AllowedVisits(Limits)))
            : ReverseMap.Of([], 0);
    }

    /// <summary>
    /// Which virtual addresses map a physical one. The first call makes <see cref="BuildReverseMap"/>'s pass over the tables, which this
    /// address space keeps for the calls that follow.
    /// </summary>
    /// <param name="address">Any physical address.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <inheritdoc cref="BuildReverseMap" path="/exception"/>
    public IReadOnlyList<VirtualMapping> FindMappings(PhysicalAddress address, CancellationToken cancellation = default)
    {
        _captured.ThrowIfDisposed();
        return (_reverse ??= BuildReverseMap(cancellation)).Find(address);
    }

    private PageTableSweep Sweep(PageTables tables, Action<PageTableStep>? onMissingTable, CancellationToken cancellation) =>
        new(tables, tables.AllowedVisits(Limits), onMissingTable, cancellation);

    private static IEnumerable<VirtualRegion> Join(IEnumerable<MappedPiece> pieces)
    {
        MappedPiece? open = null;
        foreach (MappedPiece piece in pieces)
        {
            if (open is { } before && before.IsFollowedBy(piece))
            {
                open = before with { Length = before.Length + piece.Length };
                continue;
            }

            if (open is { } done)
                yield return Region(done);
            open = piece;
        }

        if (open is { } last)
            yield return Region(last);
    }

    private static VirtualRegion Region(MappedPiece piece) =>
        new(piece.Start, piece.Length, piece.PageSize, piece.Rights.Writable, piece.Rights.Executable, piece.Rights.User);
}
