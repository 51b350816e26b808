namespace KdmpParser.Searching;

/// <summary>One pass over memory, window by window. Where memory goes on without a gap, a window begins with the end of the one before.</summary>
/// <param name="memory">What to pass.</param>
/// <param name="overlap">How many bytes a window repeats.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class MemoryScan(ScannedMemory memory, int overlap, IProgress<ScanProgress>? progress, CancellationToken cancellation)
{
    /// <summary>Small enough to stay in a processor's own cache between the copy and the look at it.</summary>
    private const int Window = 1 << 16;

    private readonly ScanReport _report = new(progress, progress is null ? 0 : memory.ByteCount);

    /// <summary>What is repeated ends at <c>overlap</c>, where what is new begins.</summary>
    private readonly byte[] _buffer = new byte[overlap + Window];

    private int _start, _end;
    private ulong _behind;

    /// <summary>Address of the window's first byte.</summary>
    public ulong Address { get; private set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether memory goes on here where the window before ended.</summary>
    public bool IsContinued { get; private set; }

    /// <returns>Whether there is another window; none is empty.</returns>
    public bool MoveNext()
    {
        do
        {
            cancellation.ThrowIfCancellationRequested();
            _report.At(memory.BytesDone);
            int kept = Math.Min(overlap, _end - _start);
            Bytes[^kept..].CopyTo(_buffer.AsSpan(overlap - kept));
            if (!memory.Advance(_buffer.AsSpan(overlap), out ulong address, out int count))
                return false;

            // Passing over what cannot be read leaves an empty window, behind which nothing goes on.
            IsContinued = _end > _start && address == _behind;
            if (!IsContinued)
                kept = 0;
            (_start, _end) = (overlap - kept, count == 0 ? overlap - kept : overlap + count);
            Address = address - (ulong)kept;
            _behind = unchecked(address + (ulong)count);
        }
        while (_end == _start);
        return true;
    }
}
