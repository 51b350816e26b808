using System.Text.Json.Nodes;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Json;

// Names of addresses.
internal static partial class AnalysisJson
{
    public static JsonObject Surroundings(AddressSurroundings address)
    {
        JsonObject json = Description(address.Description);
        json["section"] = address.Section is not { } section ? null : new JsonObject
        {
            ["name"] = section.Name,
            ["address"] = Address(section.Address),
            ["size"] = section.Size,
            ["characteristics"] = Hex.Of((uint)section.Characteristics),
        };
        json["sectionFailure"] = address.SectionFailure?.ToString();
        json["behind"] = address.Behind is { } behind ? Symbol(behind) : null;
        json["function"] = address.Function is not { } function ? null : new JsonObject
        {
            ["start"] = Address(function.Start),
            ["end"] = Address(function.End),
            ["primary"] = Address(function.Primary),
        };
        json["functionFailure"] = address.FunctionFailure?.ToString();
        json["symbols"] = address.Symbols is { } symbols ? Symbols(symbols) : null;
        json["unloadedDrivers"] = DumpJson.Array(address.UnloadedDrivers, driver => new JsonObject
        {
            ["name"] = driver.Name,
            ["start"] = Address(driver.Start),
            ["end"] = Address(driver.End),
        });
        json["translation"] = address.Translation is { } translation ? DumpJson.Translation(translation) : null;
        json["failure"] = address.Failure?.ToString();
        return json;
    }

    public static JsonObject Description(AddressDescription address) => new()
    {
        ["address"] = Address(address.Address),
        ["kind"] = Name(address.Kind),
        ["text"] = address.ToString(),
        ["evidence"] = address.Evidence,
        ["certainty"] = Name(address.Certainty),
        ["module"] = address.Module?.Name,
        ["userModule"] = address.Module is null ? null : address.IsUserModule,
        ["offset"] = Hex.Of(address.Offset),
        ["symbol"] = address.Symbol is { } symbol ? Symbol(symbol) : null,
        ["symbolFailure"] = address.SymbolFailure?.ToString(),
    };

    private static JsonObject Symbol(AddressSymbol symbol) => new()
    {
        ["name"] = symbol.Name,
        ["address"] = Address(symbol.Address),
        ["displacement"] = symbol.Displacement,
        ["source"] = Name(symbol.Source),
        ["relation"] = Name(symbol.Relation),
        ["certainty"] = symbol.Certainty is { } certainty ? Name(certainty) : null,
    };

    private static JsonObject Symbols(ModuleSymbols symbols) => new()
    {
        ["source"] = symbols.Source is { } source ? Name(source) : null,
        ["count"] = symbols.Count,
        ["pdb"] = symbols.PdbPath,
        ["symbolServerKey"] = symbols.CodeView?.SymbolServerKey,
        ["failure"] = symbols.Failure is not { } failure ? null : new JsonObject
        {
            ["reason"] = Name(failure.Reason),
            ["message"] = failure.Message,
            ["expected"] = failure.Expected?.ToString(),
            ["actual"] = failure.Actual?.ToString(),
        },
        ["exportsFailure"] = symbols.ExportsFailure?.ToString(),
    };
}
