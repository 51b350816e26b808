namespace KdmpParser.Tests.Searching;

/// <summary>Keeps what was reported, and calls back while the pass runs.</summary>
internal sealed class ScanReports(Action<ScanProgress>? action = null) : IProgress<ScanProgress>
{
    public List<ScanProgress> All { get; } = [];

    public void Report(ScanProgress value)
    {
        All.Add(value);
        action?.Invoke(value);
    }
}
