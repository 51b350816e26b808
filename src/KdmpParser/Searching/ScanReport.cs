namespace KdmpParser.Searching;

/// <summary>Tells how far a pass is: at its beginning, every few MiB, and at its end.</summary>
internal sealed class ScanReport(IProgress<ScanProgress>? progress, long byteCount)
{
    private const long Step = 4 << 20;

    private long _next;
    private bool _isOver;

    public void At(long bytesDone)
    {
        if (progress is null || _isOver || (bytesDone < _next && bytesDone < byteCount))
            return;
        _next = bytesDone + Step;
        _isOver = bytesDone >= byteCount;
        progress.Report(new(bytesDone, byteCount));
    }
}
