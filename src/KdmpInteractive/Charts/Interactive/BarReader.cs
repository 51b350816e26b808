using System.Globalization;
using System.Text.Json;
using KdmpInteractive.Charts.Figures;

namespace KdmpInteractive.Charts.Interactive;

/// <summary>Reads bars; histograms and pies are drawn as bars.</summary>
internal static class BarReader
{
    private const int Bins = 20;

    public static Figure Read(JsonElement layout, IReadOnlyList<JsonElement> traces)
    {
        bool isHorizontal = IsHorizontal(traces[0]);
        (TraceValues Labels, TraceValues Values, TraceValues? Texts)[] read = [.. traces.Select(trace => Values(trace, isHorizontal))];
        (FigureAxis x, FigureAxis y) = (AxisReader.Axis(layout, "xaxis"), AxisReader.Axis(layout, "yaxis"));
        if (FigureReader.IsPie(traces[0]))
            (x, y) = (new("Value"), new("Label"));
        if (FigureReader.KindOf(traces[0]) == "histogram" && (isHorizontal ? x : y).Title.Length == 0)
            (x, y) = isHorizontal ? (new FigureAxis("Count"), y) : (x, new FigureAxis("Count"));

        // A label that a trace has twice is two bars.
        var places = new Dictionary<(string, int), int>();
        var labels = new List<string>();
        var series = new List<(double?[] Values, string?[] Texts)>();
        foreach ((TraceValues names, TraceValues values, TraceValues? texts) in read)
        {
            var times = new Dictionary<string, int>();
            var bars = new SortedDictionary<int, (double?, string?)>();
            for (int i = 0; i < Math.Min(names.Texts.Count, values.Texts.Count); i++)
            {
                string label = names.Texts[i] ?? "";
                times[label] = times.GetValueOrDefault(label) + 1;
                if (!places.TryGetValue((label, times[label]), out int place))
                {
                    places.Add((label, times[label]), place = labels.Count);
                    labels.Add(label);
                }

                bars[place] = (TraceValues.Number(values.Texts[i]), i < texts?.Texts.Count ? texts.Texts[i] : null);
            }

            series.Add(([.. Enumerable.Range(0, labels.Count).Select(place => bars.GetValueOrDefault(place).Item1)], [.. Enumerable.Range(0, labels.Count).Select(place => bars.GetValueOrDefault(place).Item2)]));
        }

        BarSeries[] all = [.. series.Select((one, i) => new BarSeries(
            traces[i].FindText("name") ?? (traces.Count == 1 ? "" : $"trace {i}"), [.. one.Values.Concat(new double?[labels.Count - one.Values.Length])]) { Texts = one.Texts })];
        return new("", x, y, new Bars(labels, all, isHorizontal)) { Remarks = FigureReader.IsPie(traces[0]) ? ["A pie is drawn as bars here."] : [] };
    }

    private static bool IsHorizontal(JsonElement trace) => FigureReader.KindOf(trace) switch
    {
        "pie" => true,
        "histogram" => trace.FindText("orientation") == "h" || (trace.Find("x") is null && trace.Find("y") is not null),
        _ => trace.FindText("orientation") == "h",
    };

    private static (TraceValues Labels, TraceValues Values, TraceValues? Texts) Values(JsonElement trace, bool isHorizontal)
    {
        (TraceValues? labels, TraceValues? values) = FigureReader.KindOf(trace) switch
        {
            "pie" => (trace.FindValues("labels"), trace.FindValues("values")),
            "histogram" => Histogram(trace.FindValues(isHorizontal ? "y" : "x") ?? new([])),
            _ => (trace.FindValues(isHorizontal ? "y" : "x"), trace.FindValues(isHorizontal ? "x" : "y")),
        };
        labels ??= TraceValues.Places(values?.Texts.Count ?? 0);
        return (labels, values ?? TraceValues.Places(labels.Texts.Count), trace.FindValues("text"));
    }

    /// <summary>How often each name is there, or how many numbers lie in each of some round intervals.</summary>
    private static (TraceValues, TraceValues) Histogram(TraceValues values)
    {
        double[] numbers = [.. values.Texts.Select(TraceValues.Number).OfType<double>()];
        if (values.Kind != AxisKind.Linear || numbers.Length == 0)
            return Counted(values.Texts.OfType<string>().GroupBy(text => text).Select(alike => (alike.Key, alike.Count())));

        double step = Ticks.RoundStep((numbers.Max() - numbers.Min()) / Bins);
        if (!(step > 0) || !double.IsFinite(step))
            return Counted([(Text(numbers[0]), numbers.Length)]);
        double first = Math.Floor(numbers.Min() / step);
        ILookup<double, double> bins = numbers.ToLookup(number => Math.Floor(number / step) - first);
        return Counted(Enumerable.Range(0, (int)bins.Max(bin => bin.Key) + 1).Select(bin => ($"{Text((first + bin) * step)} to {Text((first + bin + 1) * step)}", bins[bin].Count())));
    }

    private static (TraceValues, TraceValues) Counted(IEnumerable<(string Label, int Count)> bins)
    {
        (string Label, int Count)[] all = [.. bins];
        return (new([.. all.Select(bin => bin.Label)]), new([.. all.Select(bin => bin.Count.ToString(CultureInfo.InvariantCulture))]));
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
