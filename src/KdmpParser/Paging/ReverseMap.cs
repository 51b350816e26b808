using KdmpParser.Paging;

namespace KdmpParser;


/// <summary>
/// Which virtual addresses of one address space map a physical one: the result of one pass over its tables, to be asked again and again. It
/// stays valid after the dump is closed. Safe for concurrent readers.
/// </summary>
/// <remarks>What the self-map maps, the page tables themselves, is not part of it.</remarks>
public sealed class ReverseMap
{
    /// <summary>By physical address; pieces can overlap, since a page can be mapped more than once.</summary>
    private readonly MappedPiece[] _pieces;

    /// <summary>For each piece, the highest last physical address up to it: where to stop looking back.</summary>
    private readonly ulong[] _reach;

    private ReverseMap(List<MappedPiece> pieces)
    {
        _pieces = [.. pieces];
        Array.Sort(_pieces, static (a, b) => a.Physical.CompareTo(b.Physical));
        _reach = new ulong[_pieces.Length];
        ulong reach = 0;
        for (int i = 0; i < _pieces.Length; i++)
            _reach[i] = reach = Math.Max(reach, _pieces[i].Physical.Value + (_pieces[i].Length - 1));
    }

    /// <summary>The virtual addresses that map a physical one.</summary>
    /// <param name="address">Any physical address, whether or not the dump has its page.</param>
    /// <returns>The mappings in the order of their virtual addresses; none is no error: the page belongs to nobody, or to another address space.</returns>
    public IReadOnlyList<VirtualMapping> Find(PhysicalAddress address)
    {
        var found = new List<VirtualMapping>();
        for (int i = LastAtOrBefore(address.Value); i >= 0 && _reach[i] >= address.Value; i--)
        {
            MappedPiece piece = _pieces[i];
            ulong into = address.Value - piece.Physical.Value;
            if (into < piece.Length)
                found.Add(new(piece.Start.Value + into, piece.PageSize, piece.Rights.Writable, piece.Rights.Executable, piece.Rights.User));
        }

        found.Sort(static (a, b) => a.VirtualAddress.CompareTo(b.VirtualAddress));
        return found;
    }

    /// <summary>One line: how much it knows.</summary>
    public override string ToString() => FormattableString.Invariant($"{_pieces.Length} mapped pieces of physical memory");

    internal static ReverseMap Of(IEnumerable<MappedPiece> pieces, int limit)
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

    private int LastAtOrBefore(ulong address)
    {
        int low = 0, high = _pieces.Length;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (_pieces[middle].Physical.Value <= address)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
