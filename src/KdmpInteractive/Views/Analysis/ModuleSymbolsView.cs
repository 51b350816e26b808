using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>Where the names in a module come from, and why not from a PDB.</summary>
internal static class ModuleSymbolsView
{
    private static readonly string[] s_columns = ["Module", "Names from", "Count#", "PDB", "Why no PDB"];

    public static View Of(ModuleSymbols symbols) => new($"Symbols of {symbols.Module.Name ?? "(no name)"}", new FieldList([.. Facts(symbols)]));

    public static View Of(IEnumerable<ModuleSymbols> modules) =>
        new("", BoundedTable.Of("Symbols of modules", s_columns, modules, Row, OutputLimits.Default));

    public static IEnumerable<(string, string?)> Facts(ModuleSymbols symbols)
    {
        yield return ("Names", symbols.Source switch
        {
            SymbolSource.Pdb => string.Create(CultureInfo.InvariantCulture, $"{symbols.Count:N0} symbols of a PDB"),
            SymbolSource.Export => string.Create(CultureInfo.InvariantCulture, $"{symbols.Count:N0} exports{(symbols.ExportsFailure is { } part ? $", not complete: {part}" : "")}"),
            _ => $"none: {symbols.ExportsFailure?.ToString() ?? "the image exports nothing"}",
        });
        yield return ("PDB", symbols.PdbPath ?? $"none: {symbols.Failure}");
        if (symbols.CodeView is { } codeView)
            yield return ("Symbol server", codeView.SymbolServerKey);
        if (symbols.Failure is { Actual: { } actual, Expected: { } expected })
        {
            yield return ("The image asks for", expected.ToString());
            yield return ("The PDB found is", actual.ToString());
        }
    }

    private static string[] Row(ModuleSymbols symbols) =>
    [
        symbols.Module.Name ?? "(no name)",
        symbols.Source switch { SymbolSource.Pdb => "PDB", SymbolSource.Export => "exports", _ => "nothing" },
        symbols.Count.ToString(CultureInfo.InvariantCulture),
        symbols.CodeView?.PdbName ?? "-",
        symbols.Failure?.ToString() ?? "",
    ];
}
