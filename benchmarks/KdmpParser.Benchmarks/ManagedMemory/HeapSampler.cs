namespace KdmpParser.Benchmarks.ManagedMemory;

/// <summary>Looks again and again at how much managed memory there is, what is garbage but not collected yet included.</summary>
internal sealed class HeapSampler : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(2);

    private readonly ManualResetEventSlim _stopped = new();
    private readonly Thread _thread;
    private long _most;

    public HeapSampler()
    {
        _thread = new(Sample) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>The most since the last time this was asked.</summary>
    public long TakeMost()
    {
        Look();
        return Interlocked.Exchange(ref _most, 0);
    }

    public void Dispose()
    {
        _stopped.Set();
        _thread.Join();
        _stopped.Dispose();
    }

    private void Sample()
    {
        do
            Look();
        while (!_stopped.Wait(s_interval));
    }

    private void Look()
    {
        long now = GC.GetTotalMemory(forceFullCollection: false);
        for (long most = Volatile.Read(ref _most); now > most;)
            most = Interlocked.CompareExchange(ref _most, now, most) is var seen && seen == most ? now : seen;
    }
}
