namespace KdmpParser.Analysis;

/// <summary>Why a module has no symbols out of a PDB.</summary>
/// <param name="Reason">The reason, for code that decides.</param>
/// <param name="Message">One phrase for people, without a full stop. It can name files of the dump: encode it before showing it.</param>
public sealed record SymbolFailure(SymbolFailureReason Reason, string Message)
{
    /// <summary>What the image asks for; <see langword="null"/> where it does not say.</summary>
    public PdbIdentity? Expected { get; init; }

    /// <summary>What the file carries; <see langword="null"/> where none was opened, or it did not come that far.</summary>
    public PdbIdentity? Actual { get; init; }

    /// <summary><see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
