namespace KdmpParser.Analysis;

/// <summary>A frame of a call stack.</summary>
/// <param name="Number">Zero is the innermost one.</param>
/// <param name="InstructionPointer">Where it stands: of the innermost frame the next instruction, of the others where they go on after the call.</param>
/// <param name="StackPointer">Its stack pointer there, which WinDbg calls Child-SP.</param>
/// <param name="Origin">How it was found.</param>
public sealed record StackFrame(int Number, VirtualAddress InstructionPointer, VirtualAddress StackPointer, FrameOrigin Origin)
{
    /// <summary>Where the next frame goes on; <see langword="null"/> where that is not known, and where the thread began.</summary>
    public VirtualAddress? ReturnAddress { get; init; }

    /// <summary>What <see cref="InstructionPointer"/> is called.</summary>
    public required AddressDescription Description { get; init; }

    /// <summary>How sure it is that there was this frame.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>What had to be assumed to find it: one phrase; <see langword="null"/> when nothing was.</summary>
    public string? Assumption { get; init; }

    /// <summary>
    /// Its registers there. Of all frames but the first these are rip, rsp, and what functions give back as they found it (rbx, rbp, rsi, rdi, r12 to r15,
    /// xmm6 to xmm15); the others are <see langword="null"/>, for nothing says what they were.
    /// </summary>
    public IReadOnlyList<Register> Registers { get; init; } = [];

    /// <summary>One line: number, stack pointer, and where it stands.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number:x2} {StackPointer} {Description}");
}
