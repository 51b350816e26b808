using System.Collections.Immutable;

namespace KdmpParser.Analysis;

/// <summary>One line of a disassembly. A copy, which stays valid after the dump is closed.</summary>
/// <param name="Address">Where it begins.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Text">As WinDbg writes it, with names for addresses. They come from the dump: encode it before showing it.</param>
public sealed record DecodedInstruction(VirtualAddress Address, ImmutableArray<byte> Bytes, string Text)
{
    /// <summary>Whether it is an instruction at all.</summary>
    public DecodingState State { get; init; }

    /// <summary>Whether the registers of <see cref="CodeListing.Context"/> stand here: it is what faulted, or what would have come next.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Where a branch or a call leads, as far as the instruction itself or captured memory says so.</summary>
    public AddressDescription? Target { get; init; }

    /// <summary>
    /// What is known of its operands: all of the current instruction, of others only what depends on no register.
    /// </summary>
    public IReadOnlyList<CodeOperand> Operands { get; init; } = [];

    /// <summary>Why the rest of it is missing, where it is <see cref="DecodingState.Incomplete"/>.</summary>
    public MemoryFailure? Failure { get; init; }

    /// <summary>One line: address, bytes, text.</summary>
    public override string ToString() => $"{Address} {Convert.ToHexString(Bytes.AsSpan()).ToLowerInvariant()} {Text}";
}
