namespace KdmpParser.Analysis;

/// <summary>Code at an address as instructions. A decoded copy, which stays valid after the dump is closed.</summary>
/// <param name="Address">The address that was asked for.</param>
/// <param name="Machine">Whose instructions they are.</param>
/// <param name="Instructions">The instructions in the order of their addresses; those before <paramref name="Address"/> come first.</param>
public sealed record CodeListing(VirtualAddress Address, MachineType Machine, IReadOnlyList<DecodedInstruction> Instructions)
{
    /// <summary>What <see cref="Address"/> is called.</summary>
    public required AddressDescription Description { get; init; }

    /// <summary>How the instructions before the address were found; <see langword="null"/> when none were asked for.</summary>
    public PrecedingCode? Before { get; init; }

    /// <summary>Whose registers gave values to the instruction that they stand at; <see langword="null"/> when none stand here.</summary>
    public CpuContext? Context { get; init; }

    /// <summary>What that instruction tried, and whether an exception record says the same; <see langword="null"/> when no registers stand here.</summary>
    public FaultExplanation? Fault { get; init; }

    /// <summary>Why there are fewer instructions than was asked for; <see langword="null"/> when there are all.</summary>
    public MemoryFailure? Failure { get; init; }

    /// <summary>What the reader has to know, such as that ARM64 is not decoded.</summary>
    public string? Note { get; init; }

    /// <summary>One line: how many instructions, and where.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Instructions.Count} instructions at {Address}{(Failure is { } failure ? $", then {failure}" : "")}");
}
