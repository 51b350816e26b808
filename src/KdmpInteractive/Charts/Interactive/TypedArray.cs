using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>
/// plotly's encoded arrays, <c>{"dtype": "f8", "bdata": "...", "shape": "2, 3"}</c>: little-endian numbers in Base64. The plotly.js in
/// Plotly.NET 6.0.0 is older than they are.
/// </summary>
/// <param name="Texts">The numbers.</param>
/// <param name="Columns">How many stand in a row, of an array of two dimensions.</param>
internal sealed record TypedArray(string?[] Texts, int? Columns)
{
    /// <summary>Reads one; <see langword="null"/> for anything else.</summary>
    public static TypedArray? Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || Property(element, "dtype") is not { } type || Property(element, "bdata") is not { } data || Reader(type) is not { } reader)
            return null;
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(data);
        }
        catch (FormatException)
        {
            return null;
        }

        var texts = new string?[bytes.Length / reader.Size];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = reader.Read(bytes, i * reader.Size).ToString("R", CultureInfo.InvariantCulture);
        string? columns = element.TryGetProperty("shape", out JsonElement shape) ? shape.ToString().Split(',') is [_, string second] ? second : null : null;
        return new(texts, int.TryParse(columns, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : null);
    }

    /// <summary>Writes it as the plain arrays that every plotly.js understands.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (string?[] row in Columns is { } columns ? Texts.Chunk(columns) : [Texts])
        {
            if (Columns is not null)
                writer.WriteStartArray();
            foreach (string? text in row)
            {
                if (TraceValues.Number(text) is { } number)
                    writer.WriteNumberValue(number);
                else
                    writer.WriteNullValue();
            }

            if (Columns is not null)
                writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static string? Property(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static (int Size, Func<byte[], int, double> Read)? Reader(string type) => type switch
    {
        "i1" => (1, (bytes, at) => (sbyte)bytes[at]),
        "u1" or "u1c" => (1, (bytes, at) => bytes[at]),
        "i2" => (2, (bytes, at) => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at))),
        "u2" => (2, (bytes, at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at))),
        "i4" => (4, (bytes, at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at))),
        "u4" => (4, (bytes, at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at))),
        "f4" => (4, (bytes, at) => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at))),
        "f8" => (8, (bytes, at) => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at))),
        _ => null,
    };
}
