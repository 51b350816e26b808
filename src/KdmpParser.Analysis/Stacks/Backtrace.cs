namespace KdmpParser.Analysis;

/// <summary>The calls that led to where a processor stood, the innermost first.</summary>
/// <param name="Context">The registers that it was unwound from.</param>
/// <param name="Frames">The frames; the first one is where the registers stand.</param>
public sealed record Backtrace(CpuContext Context, IReadOnlyList<StackFrame> Frames)
{
    /// <summary>Where it ends.</summary>
    public BacktraceEnd End { get; init; }

    /// <summary>Why it goes no further; <see langword="null"/> when it ends where the thread began.</summary>
    public KernelDataFailure? Failure { get; init; }

    /// <summary>Whether no frame of the kernel is missing.</summary>
    public bool IsComplete => End != BacktraceEnd.Stopped;

    /// <summary>One line: how many frames, and why not more.</summary>
    public override string ToString() => FormattableString.Invariant($"{Frames.Count} frames") + (End, Failure) switch
    {
        (_, null) => "",
        (BacktraceEnd.UserMode, _) => $"; not further in user mode: {Failure}",
        _ => $"; not complete: {Failure}",
    };
}
