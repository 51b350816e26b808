namespace KdmpParser.Analysis;

/// <summary>A value on a stack that may be a return address, and what speaks for it.</summary>
/// <param name="Candidate">The value, and where it stands.</param>
/// <param name="Check">Whether a call stands before the place that it names.</param>
/// <param name="Description">What it is called.</param>
public sealed record ReturnCandidate(StackCandidate Candidate, CallCheck Check, AddressDescription Description)
{
    /// <summary>The call before it, and where that leads (<see cref="DecodedInstruction.Target"/>); <see langword="null"/> without one.</summary>
    public DecodedInstruction? Call { get; init; }

    /// <summary>Why it is no return address, or why that is not known.</summary>
    public KernelDataFailure? Failure { get; init; }

    /// <summary>
    /// Whether a return address nearer to the top of the stack, or the instruction pointer, lies in the function that <see cref="Call"/> leads
    /// to, as the exception directory of its image bounds it: strong evidence. Without it, nothing is said against the candidate.
    /// </summary>
    public bool IsCalleeOnStack { get; init; }

    /// <summary>How sure it is that it is a return address; <see langword="null"/> for what is none.</summary>
    public Certainty? Certainty => Check switch
    {
        CallCheck.NoCall or CallCheck.NotCode => null,
        CallCheck.Call when IsCalleeOnStack => Analysis.Certainty.Likely,
        _ => Analysis.Certainty.Possible,
    };

    /// <summary>One line: where it stands, what it is called, and the call before it or why there is none.</summary>
    public override string ToString() => $"{Candidate.Address}: {Description}, {(Call is { } call ? $"behind {call.Text}" : $"{Failure}")}";
}
