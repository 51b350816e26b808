namespace KdmpParser.Analysis;

/// <summary>Whether an exception record and the instruction that it blames say the same.</summary>
public enum FaultAgreement
{
    /// <summary>There is no record about this instruction, or none of a kind that can be compared.</summary>
    NotCompared,

    /// <summary>Too little is known to tell.</summary>
    Undecided,

    /// <summary>They say the same.</summary>
    Agrees,

    /// <summary>They do not fit: the hardware is faulty, or the registers belong to another moment. <see cref="FaultExplanation.Comparison"/> has both values.</summary>
    Contradicts,
}
