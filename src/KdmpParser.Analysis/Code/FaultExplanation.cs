namespace KdmpParser.Analysis;

/// <summary>What the instruction at an instruction pointer tries, and whether an exception record says the same.</summary>
/// <param name="Address">Where the instruction is.</param>
/// <param name="Accesses">What it does to memory, the fetch of itself first where that fails.</param>
public sealed record FaultExplanation(VirtualAddress Address, IReadOnlyList<AttemptedAccess> Accesses)
{
    /// <summary>The record that was compared.</summary>
    public ExceptionRecord? Exception { get; init; }

    /// <summary>Whether it says the same.</summary>
    public FaultAgreement Agreement { get; init; }

    /// <summary>What the record says and how that fits, in a sentence; <see langword="null"/> without a record.</summary>
    public string? Comparison { get; init; }

    /// <summary>All of it in sentences.</summary>
    public override string ToString()
    {
        string accesses = Accesses.Count == 0 ? "The instruction touches no memory." : $"The instruction {string.Join(", and ", Accesses)}.";
        return Comparison is null ? accesses : $"{accesses} {Comparison}";
    }
}
