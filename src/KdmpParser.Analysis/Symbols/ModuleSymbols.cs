using System.Globalization;

namespace KdmpParser.Analysis;

/// <summary>Where the names in a module come from, and why not from a PDB.</summary>
/// <param name="Module">The module.</param>
public sealed record ModuleSymbols(LoadedModule Module)
{
    /// <summary>Which PDB the image asks for; <see langword="null"/> where it is not in the dump.</summary>
    public CodeView? CodeView { get; init; }

    /// <summary>The PDB file that is used; <see langword="null"/> for none, see <see cref="Failure"/>.</summary>
    public string? PdbPath { get; init; }

    /// <summary>Who names the addresses; <see langword="null"/> where there are no names at all.</summary>
    public SymbolSource? Source { get; init; }

    /// <summary>How many addresses have a name.</summary>
    public int Count { get; init; }

    /// <summary>Why there is no <see cref="PdbPath"/>.</summary>
    public SymbolFailure? Failure { get; init; }

    /// <summary>Why the exports of the image cannot be had, or not all of them.</summary>
    public KernelDataFailure? ExportsFailure { get; init; }

    /// <summary>One line: source and count, and why it is no PDB.</summary>
    public override string ToString() => Source switch
    {
        SymbolSource.Pdb => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} symbols of {Path.GetFileName(PdbPath)}"),
        SymbolSource.Export => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} exports; no PDB: {Failure}"),
        _ => $"none; {(ExportsFailure is { } exports ? $"no exports: {exports}" : "the image exports nothing")}; no PDB: {Failure}",
    };
}
