namespace KdmpParser.Analysis;

/// <summary>How it was found where the instructions before an address begin.</summary>
public enum CodeStart
{
    /// <summary>It was not: there are none.</summary>
    None,

    /// <summary>Instructions of this machine have a fixed length.</summary>
    FixedLength,

    /// <summary>The exception directory of the image says where a function begins, and decoding from there arrives at the address.</summary>
    FunctionTable,

    /// <summary>Decoding was tried from each byte before the address; these are the instructions that most of the attempts which arrive at it agree on.</summary>
    Agreement,
}
