using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace KdmpInteractive.Json;

/// <summary>A JSON array whose elements are made while it is written: a fragmented dump has millions of runs.</summary>
internal sealed class JsonSequence : JsonConverter<IEnumerable<JsonNode>>
{
    private static readonly JsonTypeInfo<IEnumerable<JsonNode>> s_info = JsonMetadataServices.CreateValueInfo<IEnumerable<JsonNode>>(
        new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine() }, new JsonSequence());

    public static JsonNode Of<T>(IEnumerable<T> values, Func<T, JsonNode> node) => JsonValue.Create(values.Select(node), s_info)!;

    public override void Write(Utf8JsonWriter writer, IEnumerable<JsonNode> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (JsonNode node in value)
            node.WriteTo(writer);
        writer.WriteEndArray();
    }

    public override IEnumerable<JsonNode> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Only written.");
}
