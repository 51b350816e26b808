using System.Text.Json.Nodes;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Json;

// What was found when hunting: an object each, which says what was hunted.
internal static partial class AnalysisJson
{
    public static JsonObject CodeRegion(string hunt, CodeRegion found) => new()
    {
        ["hunt"] = hunt,
        ["region"] = DumpJson.Region(found.Region),
        ["module"] = found.Module?.Name,
        ["section"] = found.Section,
        ["largePageOf"] = found.LargePageOf?.Name,
        ["unloadedDriver"] = found.UnloadedDriver?.Name,
    };

    public static JsonObject ImageDifference(string hunt, ImageDifference found) => new()
    {
        ["hunt"] = hunt,
        ["module"] = found.Module.Name,
        ["base"] = Hex.Of(found.Module.Base.Value),
        ["difference"] = Name(found.Kind),
        ["listed"] = Hex.Recorded(found.Listed),
        ["found"] = Hex.Recorded(found.Found),
        ["address"] = Hex.Recorded(found.Address?.Value),
        ["section"] = found.Section,
        ["pageSize"] = found.PageSize,
        ["failure"] = found.Failure?.ToString(),
    };

    public static JsonObject HiddenImage(string hunt, HiddenImage found) => new()
    {
        ["hunt"] = hunt,
        ["address"] = Hex.Of(found.Address.Value),
        ["sizeOfImage"] = found.SizeOfImage,
        ["timeDateStamp"] = Hex.Of(found.TimeDateStamp),
        ["machine"] = Hex.Of((ushort)found.Machine),
        ["unloadedDriver"] = found.UnloadedDriver?.Name,
    };

    public static JsonObject FoundProcess(string hunt, FoundProcess found) => new()
    {
        ["hunt"] = hunt,
        ["pid"] = found.Process.Id,
        ["name"] = found.Process.Name,
        ["listed"] = (found.Sources & ProcessSources.List) != 0,
        ["sources"] = DumpJson.Array(Enum.GetValues<ProcessSources>().Where(source => source != ProcessSources.None && found.Sources.HasFlag(source)), source => Name(source)),
        ["certainty"] = Name(found.Certainty),
        ["eprocess"] = Hex.Recorded(found.Process.Address?.Value),
        ["physicalAddress"] = Hex.Recorded(found.PhysicalAddress?.Value),
        ["directoryTableBase"] = Hex.Recorded(found.Process.DirectoryTableBase),
    };

    /// <summary>In the place of what cannot be hunted, or not all of it.</summary>
    public static JsonObject HuntFailure(string hunt, string failure) => new() { ["hunt"] = hunt, ["failure"] = failure };
}
