namespace KdmpParser.Files;

/// <summary>
/// A clock whose time is a variable: looking at it costs a load, where asking the system costs as much as all the rest of a read. It goes on once
/// in a millisecond, as long as somebody asks for that.
/// </summary>
internal static class CoarseClock
{
    private static readonly AutoResetEvent s_wanted = new(initialState: false);
    private static long s_now = 1;

    // A thread of its own, since all of a pool's can be busy.
    static CoarseClock() => new Thread(Run) { IsBackground = true, Name = "kdmp clock" }.Start();

    /// <summary>Differs from what it was if a few milliseconds have passed, and somebody wanted it to go on since then; never zero.</summary>
    public static long Now => Volatile.Read(ref s_now);

    /// <summary>To be called after looking at it by whoever needs to know that time has passed.</summary>
    public static void GoOn() => s_wanted.Set();

    private static void Run()
    {
        while (true)
        {
            s_wanted.WaitOne();
            Thread.Sleep(1);
            Volatile.Write(ref s_now, s_now + 1);
        }
    }
}
