using System.Collections;
using KdmpInteractive.Rendering;
using Plotly.NET;

namespace KdmpInteractive.Formatting;

/// <summary>One line about an object. Nothing is read from a dump for it: hosts ask for every variable after every cell.</summary>
internal static class ValueSummary
{
    private const int Characters = 200;
    private const int Items = 5;

    public static string Of(object value) => VisibleText.Of(Line(value), Characters);

    private static string? Line(object value) => value switch
    {
        View view => view.Title,

        // Its own text is all of its data.
        GenericChart => "a chart",
        IEnumerable list when Count(list) is { } count => OfList(list, count),
        IEnumerable => "a sequence, not read yet",
        _ => value.ToString(),
    };

    private static string OfList(IEnumerable list, int count)
    {
        string items = string.Join(", ", list.Cast<object?>().Take(Items).Select(item => item is GenericChart ? Line(item) : item));
        return FormattableString.Invariant($"{count}: {items}{(count > Items ? ", ..." : "")}");
    }

    /// <summary>How many there are, where that is known without walking through them.</summary>
    private static int? Count(IEnumerable list) => list switch
    {
        ICollection known => known.Count,
        _ when Array.Find(list.GetType().GetInterfaces(), IsCounted) is { } counted => (int)counted.GetProperty(nameof(ICollection.Count))!.GetValue(list)!,
        _ => null,
    };

    private static bool IsCounted(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>);
}
