using System.Text.Json;
using KdmpInteractive.Charts.Figures;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>Reads a heat map. A colour bar that names every value makes categories of them.</summary>
internal static class GridReader
{
    private const long MaximumCells = 1 << 22;
    private const int MaximumCategories = 62;
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The figure, or <see langword="null"/> where there are no cells, or too many.</summary>
    public static Figure? Read(JsonElement layout, JsonElement trace)
    {
        double?[][] rows = Rows(trace);
        int columns = rows.Select(row => row.Length).DefaultIfEmpty(0).Max();
        if (columns == 0 || (long)rows.Length * columns > MaximumCells)
            return null;
        string[] names = Names(trace, "y", rows.Length);

        // plotly counts rows from below, unless the axis is turned round.
        if (layout.FindText("yaxis", "autorange") != "reversed")
        {
            Array.Reverse(rows);
            Array.Reverse(names);
        }

        double?[] cells = [.. rows.SelectMany(row => row.Concat(new double?[columns - row.Length]))];
        return new("", AxisReader.Axis(layout, "xaxis"), AxisReader.Axis(layout, "yaxis"), new Grid(names, Names(trace, "x", columns), cells, Scale(layout, trace, cells)));
    }

    private static double?[][] Rows(JsonElement trace)
    {
        if (trace.Find("z") is not { } z)
            return [];
        if (TypedArray.Read(z) is { Columns: { } columns } typed)
            return [.. typed.Texts.Select(TraceValues.Number).Chunk(columns)];
        return [.. trace.FindItems("z").Select(row => TraceValues.Of(row)?.Texts.Select(TraceValues.Number).ToArray() ?? [])];
    }

    private static string[] Names(JsonElement trace, string name, int count)
    {
        IReadOnlyList<string?> names = trace.FindValues(name)?.Texts ?? [];
        return [.. TraceValues.Places(count).Texts.Select((place, i) => i < names.Count ? names[i] ?? "" : place!)];
    }

    private static Scale Scale(JsonElement layout, JsonElement trace, double?[] cells)
    {
        JsonElement bar = trace.Find("colorbar") ?? layout.Find("coloraxis", "colorbar") ?? default;
        string title = bar.FindTitle() is { Length: > 0 } own ? own : trace.FindText("name") ?? "";
        if (Categories(bar, trace, cells) is { } categories)
            return Figures.Scale.Of(title, categories);
        double[] known = [.. cells.OfType<double>().DefaultIfEmpty(0)];
        return new(title, trace.FindNumber("zmin") ?? known.Min(), trace.FindNumber("zmax") ?? known.Max());
    }

    private static Category[]? Categories(JsonElement bar, JsonElement trace, double?[] cells)
    {
        if (bar.FindValues("tickvals")?.Texts is not { Count: > 0 and <= MaximumCategories } values || bar.FindValues("ticktext")?.Texts is not { } names || names.Count != values.Count)
            return null;
        if (values.Where((value, i) => TraceValues.Number(value) != i).Any() || cells.Any(cell => cell is { } known && !(known >= 0 && known < values.Count && known == Math.Floor(known))))
            return null;

        JsonElement[] colors = [.. trace.FindItems("colorscale")];
        var taken = new HashSet<char>();
        return [.. names.Select((name, i) => Category(JsonFinding.OnOneLine(name ?? ""), 2 * i < colors.Length ? TraceValues.Of(colors[2 * i])?.Texts : null, i, taken))];
    }

    /// <summary>A name that begins with its mark (<c>w = writable</c>) has it; any other gets its first letter that is free, or a digit.</summary>
    private static Category Category(string name, IReadOnlyList<string?>? step, int index, HashSet<char> taken)
    {
        string color = step is [_, { } own] && IsColor(own) ? own : Palette.Color(index);
        if (name is [> ' ' and <= '~', ' ', '=', ' ', ..] && taken.Add(name[0]))
            return new(name[0], name[4..], color);
        char mark = $"{name}{Alphabet}".FirstOrDefault(letter => char.IsAsciiLetterOrDigit(letter) && taken.Add(letter), '+');
        return new(mark, name, color);
    }

    private static bool IsColor(string text) => text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);
}
