namespace KdmpParser.Searching;

/// <summary>One pass over memory, window by window.</summary>
/// <param name="memory">What to pass.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class MemoryScan(ScannedMemory memory, IProgress<ScanProgress>? progress, CancellationToken cancellation)
{
    private readonly ScanReport _report = new(progress, progress is null ? 0 : memory.ByteCount);

    /// <returns>Whether there was anything left.</returns>
    public bool MoveNext(IWindowReader reader)
    {
        cancellation.ThrowIfCancellationRequested();
        _report.At(memory.BytesDone);
        return memory.Advance(reader);
    }
}
