using KdmpParser.Memory;

namespace KdmpParser.Searching;

/// <summary>Memory that the file holds by address: physical memory, or the pieces of a small dump. Goes from extent to extent, whatever lies between.</summary>
internal sealed class CapturedScan : ScannedMemory
{
    private readonly CapturedMemory _captured;
    private readonly AddressRange _range;
    private readonly IEnumerator<Extent> _extents;
    private Extent _rest;
    private long _bytesDone;

    public CapturedScan(CapturedMemory captured, AddressRange range)
    {
        (_captured, _range) = (captured, range);
        _extents = Held().GetEnumerator();
    }

    public override long ByteCount => Held().Sum(extent => (long)extent.Length);

    public override long BytesDone => _bytesDone;

    public override bool Advance(Span<byte> destination, out ulong address, out int count)
    {
        _captured.ThrowIfDisposed();
        (address, count) = (0, 0);
        if (_rest.Length == 0)
        {
            if (!_extents.MoveNext())
                return false;
            _rest = _extents.Current;
        }

        address = _rest.Start;
        count = (int)Math.Min((ulong)destination.Length, _rest.Length);
        _captured.ReadExactly(_rest, destination[..count]);
        _rest = _rest.From((ulong)count);
        _bytesDone += count;
        return true;
    }

    /// <summary>What the file holds of the range.</summary>
    private IEnumerable<Extent> Held()
    {
        foreach (Extent extent in _captured.Extents)
        {
            if (extent.Start > _range.Last)
                yield break;
            ulong held = (ulong)Math.Clamp(_captured.FileLength - extent.FileOffset, 0, (long)extent.Length);
            if (held == 0 || extent.Start + (held - 1) < _range.First || _range.IsEmpty)
                continue;
            ulong skipped = _range.First > extent.Start ? _range.First - extent.Start : 0;
            ulong last = Math.Min(extent.Start + (held - 1), _range.Last);
            yield return extent.From(skipped) with { Length = last - (extent.Start + skipped) + 1 };
        }
    }
}
