namespace KdmpParser.Analysis;

/// <summary>Why a source of processes could not be read, or not all of it: that it does not know a process then says nothing.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Failure">Why.</param>
public sealed record ProcessSourceFailure(ProcessSources Source, KernelDataFailure Failure)
{
    /// <summary>One line: source and reason.</summary>
    public override string ToString() => $"{Source}: {Failure}";
}
