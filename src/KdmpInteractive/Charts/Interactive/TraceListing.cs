using System.Text.Json;
using KdmpInteractive.Charts.Figures;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>Every array of some traces, by name, whatever the traces are.</summary>
internal static class TraceListing
{
    public static Listing Of(IReadOnlyList<JsonElement> traces) =>
        new([.. traces.SelectMany((trace, i) => Columns(trace, traces.Count == 1 ? "" : $"{trace.FindText("name") ?? $"trace {i}"}: "))]);

    private static IEnumerable<(string, IReadOnlyList<string?>)> Columns(JsonElement element, string prefix, bool isInner = false)
    {
        if (element.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (TraceValues.Of(property.Value) is { } values)
            {
                yield return (prefix + property.Name, values.Texts);
            }
            else if (!isInner)
            {
                // One level deeper: a Sankey diagram has its values in "node" and "link".
                foreach ((string, IReadOnlyList<string?>) column in Columns(property.Value, $"{prefix}{property.Name}.", isInner: true))
                    yield return column;
            }
        }
    }
}
