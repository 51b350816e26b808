namespace KdmpParser.Analysis;

/// <summary>What stands right before an address that may be one to which a call returns.</summary>
/// <param name="Check">Whether that is a call.</param>
public sealed record CallEvidence(CallCheck Check)
{
    /// <summary>The call; of several that could end there, the most likely. Its <see cref="DecodedInstruction.Target"/> says where it leads.</summary>
    public DecodedInstruction? Call { get; init; }

    /// <summary>Why it is no return address, or why that is not known; <see langword="null"/> for a call.</summary>
    public KernelDataFailure? Failure { get; init; }

    /// <summary>One line: the call, or why there is none.</summary>
    public override string ToString() => Call is { } call ? $"{call.Address}: {call.Text}" : $"{Failure}";
}
