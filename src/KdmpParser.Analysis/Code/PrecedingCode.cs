namespace KdmpParser.Analysis;

/// <summary>The instructions before the address of a disassembly, which on x64 no byte separates from those before them.</summary>
/// <param name="Count">How many there are, at the beginning of <see cref="CodeListing.Instructions"/>.</param>
/// <param name="Start">How their beginnings were found.</param>
/// <param name="Certainty">How sure they are.</param>
/// <param name="Evidence">One phrase: what speaks for them.</param>
public sealed record PrecedingCode(int Count, CodeStart Start, Certainty Certainty, string Evidence)
{
    /// <summary>Why there are fewer than was asked for, or why they had to be guessed; <see langword="null"/> when nothing was missing.</summary>
    public KernelDataFailure? Failure { get; init; }

    /// <summary>One line: how many, how sure, and why.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count} instructions before ({Certainty}): {Evidence}");
}
