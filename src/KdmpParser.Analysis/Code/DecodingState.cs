namespace KdmpParser.Analysis;

/// <summary>How bytes of code were understood.</summary>
public enum DecodingState
{
    /// <summary>They are an instruction.</summary>
    Decoded,

    /// <summary>No instruction begins with this byte. What follows is tried again from the next one on.</summary>
    Invalid,

    /// <summary>An instruction begins, and its end is not in the dump.</summary>
    Incomplete,

    /// <summary>A word of ARM64, for which there is no decoder.</summary>
    NotDecoded,
}
