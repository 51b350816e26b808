using System.Text.Json.Nodes;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Json;

// Modules to look at first.
internal static partial class AnalysisJson
{
    public static JsonObject Suspects(SuspectModules suspects) => new()
    {
        ["place"] = Hex.Recorded(suspects.Place?.Value),
        ["reasonNotRanked"] = suspects.ReasonNotRanked,
        ["modules"] = DumpJson.Array(suspects.Modules, module => new JsonObject
        {
            ["rank"] = module.Rank,
            ["name"] = module.Name,
            ["base"] = Hex.Recorded((module.Module?.Base ?? module.UnloadedDriver?.Start)?.Value),
            ["unloaded"] = module.UnloadedDriver is not null,
            ["windowsPart"] = module.WindowsPart,
            ["evidence"] = DumpJson.Array(module.Evidence, evidence => new JsonObject
            {
                ["kind"] = Name(evidence.Kind),
                ["certainty"] = Name(evidence.Certainty),
                ["value"] = Hex.Recorded(evidence.Value?.Value),
                ["seenAt"] = Hex.Recorded(evidence.SeenAt?.Value),
                ["distance"] = evidence.Distance,
                ["call"] = evidence.Check is { } check ? Name(check) : null,
                ["sentence"] = evidence.Sentence,
            }),
        }),
        ["facts"] = DumpJson.Array(suspects.Facts, fact => fact),
    };
}
