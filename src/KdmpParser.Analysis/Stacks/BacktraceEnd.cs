namespace KdmpParser.Analysis;

/// <summary>Where a call stack ends.</summary>
public enum BacktraceEnd
{
    /// <summary>Before its end: <see cref="Backtrace.Failure"/> says why it goes no further.</summary>
    Stopped,

    /// <summary>Where the thread began, which has no return address.</summary>
    ThreadStart,

    /// <summary>In user mode, from where the kernel was entered: no frame of the kernel is missing, and <see cref="Backtrace.Failure"/> says why it goes no further there.</summary>
    UserMode,
}
