using System.Collections;

namespace KdmpParser;

/// <summary>
/// A copy of memory that goes on behind what is missing: pieces in ascending order, which together are the range that was asked for. Each
/// begins with the bytes that could be had, and ends with those that could not, for its <see cref="MemoryView.Failure"/>; either can be
/// none. Stays valid after the dump is closed.
/// </summary>
public sealed class MemoryPieces : IReadOnlyList<MemoryView>
{
    private readonly List<MemoryView> _pieces = [];

    private MemoryPieces(ulong address, bool isPhysical, int requested) => (Address, IsPhysical, Requested) = (address, isPhysical, requested);

    internal delegate ReadResult Reader(ulong address, Span<byte> destination);

    /// <summary>Address of the first byte, physical or virtual.</summary>
    public ulong Address { get; }

    /// <summary>Which of the two.</summary>
    public bool IsPhysical { get; }

    /// <summary>How many bytes were asked for: the sum over the pieces.</summary>
    public int Requested { get; }

    /// <summary>How many of them could be had.</summary>
    public int BytesRead => _pieces.Sum(piece => piece.Bytes.Length);

    /// <summary>How many pieces there are: one where nothing is missing.</summary>
    public int Count => _pieces.Count;

    /// <summary>A piece, from 0 on.</summary>
    public MemoryView this[int index] => _pieces[index];

    /// <inheritdoc/>
    public IEnumerator<MemoryView> GetEnumerator() => _pieces.GetEnumerator();

    /// <summary>One line: where, and how much could be had.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{(IsPhysical ? new PhysicalAddress(Address).ToString() : new VirtualAddress(Address).ToString())}: {BytesRead} of {Requested} bytes");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <param name="address">Where to begin.</param>
    /// <param name="isPhysical">Which kind of address it is.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="read">Reads up to the first byte that is missing.</param>
    /// <param name="nextAfter">Where to go on behind a byte that is missing; zero for nowhere.</param>
    internal static MemoryPieces Read(ulong address, bool isPhysical, int length, Reader read, Func<ulong, ulong> nextAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var pieces = new MemoryPieces(address, isPhysical, length);
        var buffer = new byte[length];
        for (int done = 0; done < length || pieces.Count == 0;)
        {
            ulong at = unchecked(address + (ulong)done);
            ReadResult result = read(at, buffer.AsSpan(done));
            int end = length;
            if (result.Failure is { Reason: not MemoryFailureReason.EndOfAddressSpace })
            {
                ulong next = nextAfter(at + (ulong)result.BytesRead);
                if (next > at && next - address < (ulong)length)
                    end = (int)(next - address);
            }

            pieces.Add(new(at, isPhysical, end - done, [.. buffer.AsSpan(done, result.BytesRead)], result.Failure));
            if (end == length)
                break;
            done = end;
        }

        return pieces;
    }

    /// <summary>Pages that are missing for the same reason are one gap.</summary>
    private void Add(MemoryView piece)
    {
        if (_pieces.Count > 0 && piece.Bytes.IsEmpty && IsAlike(_pieces[^1].Failure, piece.Failure))
            _pieces[^1] = _pieces[^1] with { Requested = _pieces[^1].Requested + piece.Requested };
        else
            _pieces.Add(piece);
    }

    /// <summary>Not the physical address: each page has its own.</summary>
    private static bool IsAlike(MemoryFailure? before, MemoryFailure? next) =>
        before is { } a && next is { } b && a.Reason == b.Reason && a.Level == b.Level && a.Entry == b.Entry;
}
