namespace KdmpParser.Analysis.Symbols;

/// <summary>Ends the reading of a PDB; never leaves this folder.</summary>
internal sealed class SymbolFileException(SymbolFailure failure) : IOException(failure.Message)
{
    public SymbolFailure Failure { get; } = failure;

    public static SymbolFileException Corrupt(string what) => new(new(SymbolFailureReason.Corrupt, $"the PDB is damaged: {what}"));

    public static SymbolFileException WrongFormat(string what) => new(new(SymbolFailureReason.WrongFormat, what));

    public static SymbolFileException Limit(string what, long limit) =>
        new(new(SymbolFailureReason.LimitExceeded, FormattableString.Invariant($"the PDB has more than the {limit} {what} that are allowed")));
}
