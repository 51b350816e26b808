namespace KdmpParser.Analysis;

/// <summary>A fact that speaks for a module's part in a crash.</summary>
/// <param name="Kind">What kind of fact.</param>
/// <param name="Sentence">The fact in words. Names in it come from the dump: encode it before showing it.</param>
/// <param name="Value">The address that lies in the module; <see langword="null"/> where the module was named.</param>
/// <param name="Certainty">How sure the fact is, which is not how sure it is that the module is to blame.</param>
public sealed record SuspectEvidence(EvidenceKind Kind, string Sentence, VirtualAddress? Value, Certainty Certainty)
{
    /// <summary>Where on the stack it was seen; <see langword="null"/> for what is not from the stack.</summary>
    public VirtualAddress? SeenAt { get; init; }

    /// <summary>How far from the fault: the number of the frame, or the place of the value on the stack, counted from zero; zero for what is not from the stack.</summary>
    public int Distance { get; init; }

    /// <summary>Whether a value on the stack can be a return address; <see langword="null"/> for what is no value on the stack.</summary>
    public CallCheck? Check { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}
