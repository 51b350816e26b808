namespace KdmpParser.Analysis.Stacks;

/// <summary>How one frame led to the next.</summary>
/// <param name="Origin">By what.</param>
/// <param name="Certainty">How sure that is.</param>
internal readonly record struct UnwindStep(FrameOrigin Origin, Certainty Certainty)
{
    /// <summary>What had to be assumed.</summary>
    public string? Assumption { get; init; }

    /// <summary>The code segment that a machine frame has.</summary>
    public ushort? CodeSegment { get; init; }

    /// <summary>Whether the stack pointer came out of a register, so that the next frame can be on another stack.</summary>
    public bool MaySwitchStack { get; init; }
}
