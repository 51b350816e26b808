namespace KdmpParser.Searching;

/// <summary>
/// Virtual memory as page tables map it. What one missing entry of a table would cover is passed over in one step, and so is what the dump lacks of a
/// large page.
/// </summary>
/// <param name="space">The memory.</param>
/// <param name="range">The addresses.</param>
/// <param name="overlap">How many bytes a window repeats, where memory goes on.</param>
/// <param name="allowedEntries">Entries of page tables that lead somewhere or nowhere: tables that share others have any number of them.</param>
internal sealed class TranslatedScan(VirtualAddressSpace space, AddressRange range, int overlap, long allowedEntries) : ScannedMemory
{
    // Between these two, addresses are not canonical (Intel SDM vol. 1, 3.3.7.1).
    private const ulong LowerLast = 0x0000_7fff_ffff_ffff, UpperFirst = 0xffff_8000_0000_0000;

    /// <summary>What is repeated ends where what is new begins.</summary>
    private readonly byte[] _buffer = new byte[overlap + Window.Length];

    private readonly int _new = overlap;
    private int _kept, _read;
    private ulong _next = range.First, _behind;
    private bool _isOver = range.IsEmpty;
    private long _entries;

    public override long ByteCount => Canonical(range.Last);

    public override long BytesDone => _isOver ? ByteCount : _next == range.First ? 0 : Canonical(_next - 1);

    public override bool Advance(IWindowReader reader)
    {
        if (_isOver)
            return false;

        if (_entries > allowedEntries)
        {
            throw new KernelDumpException(
                KernelDumpError.LimitExceeded, FormattableString.Invariant($"The page tables of {space} go on after {allowedEntries} entries."));
        }

        bool isContinued = _read > 0 && _next == _behind;
        int kept = isContinued ? Math.Min(_new, _kept + _read) : 0;
        _buffer.AsSpan(_new + _read - kept, kept).CopyTo(_buffer.AsSpan(_new - kept));

        ulong address = _next;
        int wanted = (int)Math.Min(Window.Length - 1, range.Last - address) + 1;
        ReadResult read = space.Read(address, _buffer.AsSpan(_new, wanted));
        (_kept, _read) = (kept, read.BytesRead);
        _entries += 1 + read.BytesRead / PhysicalAddress.PageSize;
        ulong last = read.Failure is { } failure ? LastLike(failure) : address + (ulong)(read.BytesRead - 1);
        _isOver = last >= range.Last;
        (_next, _behind) = (unchecked(last + 1), unchecked(address + (ulong)_read));
        if (read.BytesRead > 0)
            reader.Read(new(_buffer.AsSpan(_new - kept, kept + _read), address - (ulong)kept, kept, isContinued));
        return true;
    }

    /// <summary>The last address that cannot be read for the same reason.</summary>
    private ulong LastLike(MemoryFailure failure)
    {
        if (failure.Reason == MemoryFailureReason.NonCanonical)
            return UpperFirst - 1;

        if (failure is { Reason: MemoryFailureReason.PageNotInDump, Missing: { } missing } && space.PageSizeAt(failure.Address) is var size and > PhysicalAddress.PageSize)
        {
            ulong page = failure.Address & ~((ulong)size - 1), behind = missing.Value - (failure.Address - page) + (ulong)size;
            ulong next = space.NextCapturedAfter(missing);
            return next == 0 || next >= behind ? page + ((ulong)size - 1) : failure.Address + (next - missing.Value) - 1;
        }

        // A table that is not in the dump takes along what all of its 512 entries would cover.
        int bits = failure.Level is { } level ? level.Shift() + (failure.Reason == MemoryFailureReason.NotPresent ? 0 : 9) : PageTableLevel.Pte.Shift();
        return failure.Address | ((1UL << bits) - 1);
    }

    /// <summary>How many addresses of the range are canonical up to one of them.</summary>
    private long Canonical(ulong last) => Count(range.First, Math.Min(last, LowerLast)) + Count(Math.Max(range.First, UpperFirst), last);

    private static long Count(ulong first, ulong last) => first > last ? 0 : (long)(last - first + 1);
}
