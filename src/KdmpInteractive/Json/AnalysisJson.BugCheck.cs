using System.Text.Json.Nodes;
using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Json;

// Bug checks explained.
internal static partial class AnalysisJson
{
    /// <summary>What <see cref="DumpJson.BugCheck"/> has, and the explanation.</summary>
    public static JsonObject BugCheck(BugCheckExplanation explanation)
    {
        JsonObject json = DumpJson.BugCheck(explanation.BugCheck);
        json["explanation"] = explanation.Meaning;
        json["cause"] = explanation.Cause;
        json["reasonNotToBlame"] = explanation.ReasonNotToBlame;
        json["parametersExplained"] = DumpJson.Array(explanation.Parameters, Parameter);
        json["next"] = DumpJson.Array(explanation.NextCommands, command => new JsonObject { ["command"] = command.Line, ["reason"] = command.Reason });
        return json;
    }

    private static JsonObject Parameter(BugCheckParameter parameter) => new()
    {
        ["meaning"] = parameter.Meaning,
        ["interpretation"] = parameter.Interpretation,
        ["certainty"] = Choice.Name(parameter.Certainty),
        ["evidence"] = parameter.Evidence,
        ["isReadable"] = parameter.IsReadable,
        ["memory"] = parameter.Memory,
        ["structure"] = parameter.Structure is { } structure ? Structure(structure) : null,
    };

    private static JsonObject Structure(FollowedStructure structure) => new()
    {
        ["name"] = structure.Name,
        ["address"] = Hex.Of(structure.Address.Value),
        ["summary"] = structure.Summary,
        ["check"] = structure.Check,
        ["certainty"] = Choice.Name(structure.Certainty),
        ["failure"] = structure.Failure?.Message,
        ["facts"] = DumpJson.Array(structure.Facts, fact => new JsonObject
        {
            ["name"] = fact.Name,
            ["address"] = Hex.Of(fact.Address.Value),
            ["value"] = fact.Value,
        }),
        ["linked"] = DumpJson.Array(structure.Linked, Structure),
    };
}
