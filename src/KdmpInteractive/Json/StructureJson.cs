using System.Text.Json.Nodes;
using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Json;

/// <summary>The file's own structures for programs. What was not recorded has its number all the same, and says so in <c>isRecorded</c>.</summary>
internal static class StructureJson
{
    public static JsonObject List(IReadOnlyList<NamedStructure> structures) => new()
    {
        ["structures"] = DumpJson.Array(structures, named => new JsonObject
        {
            ["name"] = named.Structure.Name,
            ["shortName"] = named.ShortName,
            ["fileOffset"] = named.Structure.FileOffset,
            ["size"] = named.Structure.Size,
            ["summary"] = named.Summary,
        }),
    };

    public static JsonObject Of(DumpStructure structure, KernelDump dump) => Of(structure, new FieldMeanings(dump));

    private static JsonObject Of(DumpStructure structure, FieldMeanings meanings) => new()
    {
        ["name"] = structure.Name,
        ["fileOffset"] = structure.FileOffset,
        ["size"] = structure.Size,
        ["bytes"] = Convert.ToHexString(structure.Bytes.AsSpan()).ToLowerInvariant(),
        ["fields"] = DumpJson.Array(structure.Fields, field => Of(structure, field, meanings)),
    };

    private static JsonObject Of(DumpStructure structure, StructureField field, FieldMeanings meanings)
    {
        var json = new JsonObject
        {
            ["name"] = field.Name,
            ["offset"] = field.Offset,
            ["size"] = field.Size,
            ["value"] = Hex.Recorded(field.Value),
            ["isRecorded"] = !field.IsPageFill,
            ["meaning"] = meanings.Of(structure, field) is { Length: > 0 } meaning ? meaning : null,
        };
        if (field.Structure is { } inside)
            json["structure"] = Of(inside, meanings);
        if (!field.Elements.IsEmpty)
            json["elements"] = DumpJson.Array(field.Elements, element => Of(structure, element, meanings));
        return json;
    }
}
