namespace KdmpParser.Analysis;

/// <summary>The reasons why a module has no symbols out of a PDB.</summary>
public enum SymbolFailureReason
{
    /// <summary>No folder of symbols was given (<see cref="KernelDumpOptions.SymbolFolder"/>).</summary>
    NoFolder,

    /// <summary>The image does not say which PDB it needs, or that part of it is not in the dump.</summary>
    NoIdentity,

    /// <summary>The name that the image gives is none of a file.</summary>
    UnsafeName,

    /// <summary>There is no such file in the folder.</summary>
    NotFound,

    /// <summary>The file cannot be read.</summary>
    Unreadable,

    /// <summary>It is a file of another kind: compressed, portable, older than version 7.</summary>
    WrongFormat,

    /// <summary>It belongs to another build of the image.</summary>
    Mismatch,

    /// <summary>It contradicts itself.</summary>
    Corrupt,

    /// <summary>It is larger than <see cref="KernelDumpLimits"/> allow.</summary>
    LimitExceeded,
}
