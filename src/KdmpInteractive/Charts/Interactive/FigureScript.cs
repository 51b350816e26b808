using System.Text;
using System.Text.Json;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>
/// The script that draws a chart over its picture: at once where a <c>Plotly</c> is present, or when
/// <see cref="PlotlyScript"/> comes into the page later.
/// </summary>
internal static class FigureScript
{
    /// <summary>Marks the places of charts; what to draw there is found by this attribute, because some front ends run scripts away from their place.</summary>
    public const string Marker = "data-kdmp-chart";

    /// <summary>Plotly changes what it is given, and the same chart can be in a page twice: each place gets a copy of its own.</summary>
    private const string Draw =
        "(function(id,figure){var all=window.kdmpCharts=window.kdmpCharts||{};(all[id]=function(){if(!window.Plotly)return;" +
        "document.querySelectorAll('[" + Marker + "=\"'+id+'\"]').forEach(function(place){if(place.kdmpDrawn)return;place.kdmpDrawn=true;" +
        "var own=JSON.parse(JSON.stringify(figure)),layout=own.layout,color=getComputedStyle(place).color;" +
        "if(!layout.template&&!layout.paper_bgcolor){layout.paper_bgcolor='rgba(0,0,0,0)';layout.plot_bgcolor=layout.plot_bgcolor||'rgba(0,0,0,0)';" +
        "layout.font=Object.assign({color:color},layout.font);layout.modebar={bgcolor:'transparent',color:color,activecolor:color}}" +
        "Promise.resolve().then(function(){return Plotly.newPlot(place,own.data,layout,{responsive:true,displaylogo:false})})" +
        ".then(function(){place.nextElementSibling.hidden=true},function(){place.textContent=''})})})()})";

    private static readonly string[] s_kindsFromTheNetwork = ["geo", "choropleth", "mapbox", "densitymap", "scattermap"];

    /// <summary>The script, without its element.</summary>
    /// <param name="id">Of the chart, in its marker.</param>
    /// <param name="json">The figure.</param>
    public static string Of(string id, string json)
    {
        using var document = JsonDocument.Parse(json);
        return $"{Draw}('{id}',{Safe(document.RootElement)})";
    }

    /// <summary>Whether plotly would fetch something to draw a figure: maps of the world, images by address.</summary>
    public static bool NeedsNetwork(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.FindItems("data").Any(trace =>
                s_kindsFromTheNetwork.Any(kind => FigureReader.KindOf(trace).Contains(kind, StringComparison.Ordinal)) || FigureReader.KindOf(trace) == "image")
            || (document.RootElement.Find("layout") ?? default).FindItems("images").Any();
    }

    /// <summary>The figure without a character that could end a script or be obeyed by a reader, and with plain arrays instead of encoded ones.</summary>
    private static string Safe(JsonElement figure)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("data");
            Write(writer, figure.Find("data") ?? default, "[]");
            writer.WritePropertyName("layout");
            Write(writer, figure.Find("layout") ?? default, "{}");
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, string otherwise = "null")
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when TypedArray.Read(element) is { } typed:
                typed.WriteTo(writer);
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(VisibleText.Of(element.GetString()));
                break;
            case JsonValueKind.Undefined:
                writer.WriteRawValue(otherwise);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
