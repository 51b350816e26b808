using KdmpParser.Memory;
using KdmpParser.Paging;

namespace KdmpParser;

/// <summary>
/// Which virtual addresses of one address space map a physical one: the result of one pass over its tables, to be asked again and again. It
/// stays valid after the dump is closed. Safe for concurrent readers.
/// </summary>
/// <remarks>What the self-map maps, the page tables themselves, is not part of it.</remarks>
public sealed class ReverseMap
{
    /// <summary>By physical address; pieces overlap where a page is mapped more than once.</summary>
    private readonly OverlappingRanges<MappedPiece> _pieces;

    private ReverseMap(List<MappedPiece> pieces) =>
        _pieces = new(pieces, piece => piece.Physical.Value, piece => piece.Physical.Value + (piece.Length - 1));

    /// <summary>The virtual addresses that map a physical one.</summary>
    /// <param name="address">Any physical address, whether or not the dump has its page.</param>
    /// <returns>The mappings in the order of their virtual addresses; none is no error: the page belongs to nobody, or to another address space.</returns>
    public IReadOnlyList<VirtualMapping> Find(PhysicalAddress address)
    {
        var found = new List<VirtualMapping>();
        foreach (MappedPiece piece in _pieces.FindAll(address.Value))
            found.Add(new(piece.Start + (address.Value - piece.Physical.Value), piece.PageSize, piece.Rights.Writable, piece.Rights.Executable, piece.Rights.User));

        found.Sort(static (a, b) => a.VirtualAddress.CompareTo(b.VirtualAddress));
        return found;
    }

    /// <summary>One line: how much it knows.</summary>
    public override string ToString() => FormattableString.Invariant($"{_pieces.Count} mapped pieces of physical memory");

    internal static ReverseMap Of(IEnumerable<MappedPiece> pieces, long limit)
    {
        var joined = new List<MappedPiece>();
        foreach (MappedPiece piece in pieces)
        {
            if (joined.Count > 0 && joined[^1].IsFollowedPhysicallyBy(piece))
                joined[^1] = joined[^1] with { Length = joined[^1].Length + piece.Length };
            else if (joined.Count < limit)
                joined.Add(piece);
            else
                throw new KernelDumpException(KernelDumpError.LimitExceeded, FormattableString.Invariant($"The page tables map more than {limit} separate pieces of memory."));
        }

        return new(joined);
    }
}
