namespace KdmpParser.Analysis;

/// <summary>A frame of a call stack.</summary>
/// <param name="Number">Zero is the innermost one.</param>
/// <param name="InstructionPointer">Where it stands: of the innermost frame the next instruction, of the others where they go on after the call.</param>
/// <param name="StackPointer">Its stack pointer there, which WinDbg calls Child-SP.</param>
/// <param name="Origin">How it was found.</param>
public sealed record StackFrame(int Number, VirtualAddress InstructionPointer, VirtualAddress StackPointer, FrameOrigin Origin)
{
    /// <summary>Where the next frame goes on; <see langword="null"/> in the last one.</summary>
    public VirtualAddress? ReturnAddress { get; init; }

    /// <summary>What <see cref="InstructionPointer"/> is called.</summary>
    public required AddressDescription Description { get; init; }

    /// <summary>How sure it is that there was this frame.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;
}
