using System.Runtime.InteropServices;

namespace KdmpParser.Files;

/// <summary>
/// Says of one thread whether it is reading from a mapping just now, so that no mapping goes away under a reader. Beginning and ending a read
/// are plain writes to memory of the thread's own: a reader orders nothing and shares nothing, and the processor can overlap one read with the
/// next. Whoever closes a mapping pays instead, with a barrier that the system carries out on all processors.
/// </summary>
/// <remarks>A reader begins, then looks whether the mapping is closed. Whoever closes says so, then waits for those that had begun.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 2 * CacheLine)]
internal sealed class ReadingThread
{
    private const int CacheLine = 64;

    /// <summary>What is as long as this is part of a pass by itself.</summary>
    private const int LongRead = 1 << 16;

    private static readonly List<WeakReference<ReadingThread>> s_all = [];

    [ThreadStatic]
    private static ReadingThread? t_current;

    /// <summary>Odd while the thread reads. In the middle of two lines, since no other thread's may be in the same one.</summary>
    [FieldOffset(CacheLine)]
    private ulong _boundaries;

    [FieldOffset(CacheLine + sizeof(ulong))]
    private long _next;

    private ReadingThread()
    {
    }

    public static ReadingThread Current => t_current ?? Register();

    /// <summary>Until <see cref="End"/>, which has to follow, no other read begins on this thread.</summary>
    public void Begin() => Volatile.Write(ref _boundaries, unchecked(_boundaries + 1));

    public void End() => Volatile.Write(ref _boundaries, unchecked(_boundaries + 1));

    /// <summary>Whether a read looks like a part of a pass, of which more will follow.</summary>
    public bool GoesOn(long offset, int count)
    {
        bool goesOn = offset == _next || count >= LongRead;
        _next = unchecked(offset + count);
        return goesOn;
    }

    /// <summary>Waits for the reads that may not have seen what the caller wrote before.</summary>
    public static void WaitForAll()
    {
        Interlocked.MemoryBarrierProcessWide();
        ReadingThread[] threads;
        lock (s_all)
            threads = [.. Living()];
        foreach (ReadingThread thread in threads)
        {
            ulong seen = Volatile.Read(ref thread._boundaries);
            for (var wait = new SpinWait(); seen % 2 != 0 && Volatile.Read(ref thread._boundaries) == seen;)
                wait.SpinOnce();
        }
    }

    private static ReadingThread Register()
    {
        t_current = new();
        lock (s_all)
        {
            s_all.RemoveAll(thread => !thread.TryGetTarget(out _));
            s_all.Add(new(t_current));
        }

        return t_current;
    }

    private static IEnumerable<ReadingThread> Living()
    {
        foreach (WeakReference<ReadingThread> thread in s_all)
        {
            if (thread.TryGetTarget(out ReadingThread? living))
                yield return living;
        }
    }
}
