namespace KdmpParser.Analysis;

/// <summary>The calls that led to where a processor stood, the innermost first.</summary>
/// <param name="Context">The registers that it was unwound from.</param>
/// <param name="Frames">The frames; the first one is where the registers stand.</param>
public sealed record Backtrace(CpuContext Context, IReadOnlyList<StackFrame> Frames)
{
    /// <summary>Why it goes no further; <see langword="null"/> when it ends where the thread began.</summary>
    public KernelDataFailure? Failure { get; init; }
}
