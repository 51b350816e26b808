using System.Reflection.PortableExecutable;
using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>Everything that is known of an address, a line each.</summary>
internal static class SurroundingsView
{
    public static View Of(AddressSurroundings address)
    {
        AddressDescription description = address.Description;
        var facts = new List<(string, string?)>
        {
            ("Known from", description.Evidence),
            ("Certainty", Certainties.Of(description.Certainty) + (description.Symbol is { } symbol ? $"; that the symbol names it: {(symbol.Certainty is { } certainty ? Certainties.Of(certainty) : "no")}" : "")),
        };
        if (description.Module is { } module)
            facts.AddRange(InModule(address, module));
        if (address.UnloadedDrivers.Count > 0)
            facts.Add(("Unloaded before", string.Join("; ", address.UnloadedDrivers.Select(driver => driver.ToString()))));
        facts.Add(("Page", Page(address)));
        return new($"Near {description.Address}", new Paragraph(description.ToString()), new FieldList(facts));
    }

    private static IEnumerable<(string, string?)> InModule(AddressSurroundings address, LoadedModule module)
    {
        AddressDescription description = address.Description;
        yield return (description.IsUserModule ? "User module" : "Module", $"{module}, at {Hex.Of(description.Offset)} of it");
        if (description.SymbolFailure is { } nothing && nothing == address.SectionFailure && nothing == address.FunctionFailure)
        {
            yield return ("Image", $"nothing of it is known: {nothing}");
            yield return ("PDB", $"none: {address.Symbols!.Failure}");
            yield break;
        }

        yield return ("Section", address.Section is { } section
            ? $"{section.Name}+{Hex.Of(description.Address - section.Address)}, {Rights(section.Characteristics)}"
            : Without(address.SectionFailure, "none"));
        foreach ((string, string?) fact in Symbols(address))
            yield return fact;
        yield return ("Function", address.Function is { } function
            ? $"{function}, {Distance(function.End - function.Start)}; the address is at {Hex.Of(description.Address - function.Start)} of it"
            : Without(address.FunctionFailure, "no entry of the exception directory holds the address: a leaf function, padding, or data"));
        foreach ((string, string?) fact in ModuleSymbolsView.Facts(address.Symbols!))
            yield return fact;
    }

    private static IEnumerable<(string, string?)> Symbols(AddressSurroundings address)
    {
        AddressDescription description = address.Description;
        if (description.SymbolFailure is { } failure && address.Behind is null)
        {
            yield return ("Symbols near", $"not known: {failure}");
            yield break;
        }

        yield return ("Symbol before", address.Before is { } before
            ? $"{Name(before)} at {before.Address}, {Distance(description.Address - before.Address)} before ({Says(before)})"
            : Without(description.SymbolFailure, "none in the section"));
        yield return ("Symbol behind", address.Behind is { } behind
            ? $"{Name(behind)} at {behind.Address}, {Distance(behind.Address - description.Address)} behind"
            : Without(description.SymbolFailure, "none in the section"));
    }

    private static string Page(AddressSurroundings address) =>
        address.Translation is { } translation ? TranslationView.Result(translation)
        : address.Failure is { } failure ? $"{failure}"
        : "the dump has the byte, and no page tables that say which page it is in";

    private static string Without(KernelDataFailure? failure, string otherwise) => failure is null ? otherwise : $"not known: {failure}";

    private static string Name(AddressSymbol symbol) => $"{symbol.ModuleName}!{symbol.Name}";

    private static string Distance(ulong bytes) => $"{Hex.Of(bytes)} bytes";

    private static string Says(AddressSymbol symbol) => symbol.Relation switch
    {
        SymbolRelation.Same when symbol.Displacement == 0 => "at the address itself",
        SymbolRelation.Same => "the same function",
        SymbolRelation.AnotherFunction => "another function",
        _ => "where it ends is not known",
    };

    private static string Rights(SectionCharacteristics characteristics)
    {
        string rights = string.Join(", ", new[]
        {
            (SectionCharacteristics.MemRead, "read"), (SectionCharacteristics.MemWrite, "write"), (SectionCharacteristics.MemExecute, "execute"),
            (SectionCharacteristics.MemDiscardable, "discarded after the start"),
        }.Where(right => characteristics.HasFlag(right.Item1)).Select(right => right.Item2));
        return rights.Length > 0 ? rights : "no rights";
    }
}
