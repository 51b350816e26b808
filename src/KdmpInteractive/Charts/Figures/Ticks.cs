using System.Globalization;

namespace KdmpInteractive.Charts.Figures;

/// <summary>The values of an axis that are written at it.</summary>
internal static class Ticks
{
    private const int Wanted = 6;
    private const double Day = 86400;

    private static readonly double[] s_steps =
        [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 3 * 3600, 6 * 3600, 12 * 3600, Day, 2 * Day, 5 * Day, 10 * Day, 20 * Day, 50 * Day, 100 * Day, 200 * Day];

    /// <param name="axis">How the values are meant.</param>
    /// <param name="minimum">The axis's begin.</param>
    /// <param name="maximum">Its end, greater than <paramref name="minimum"/>.</param>
    public static IEnumerable<(double Value, string Label)> Of(FigureAxis axis, double minimum, double maximum) => axis.Kind switch
    {
        AxisKind.Category => Places(axis.Categories, minimum, maximum),
        AxisKind.Logarithmic => Powers(minimum, maximum),
        AxisKind.Hexadecimal => Steps(minimum, maximum, BinaryStep(maximum - minimum)).Select(value => (value, Label(axis, value))),
        AxisKind.Date => Steps(minimum, maximum, DateStep((maximum - minimum) / Wanted)).Select(value => (value, Label(axis, value))),
        _ => Steps(minimum, maximum, RoundStep((maximum - minimum) / Wanted)).Select(value => (value, Label(axis, value))),
    };

    /// <summary>A value of an axis, as it is written.</summary>
    public static string Label(FigureAxis axis, double value) => axis.Kind switch
    {
        AxisKind.Category => value >= 0 && value < axis.Categories.Count ? axis.Categories[(int)value] : "",
        AxisKind.Hexadecimal when value >= 0 && value < 1e18 => string.Create(CultureInfo.InvariantCulture, $"0x{(ulong)value:x}"),
        AxisKind.Date => Date(value),
        _ => Scale.Number(value),
    };

    /// <summary>The power of two that makes a few steps of an extent.</summary>
    public static double BinaryStep(double extent) => Math.Pow(2, Math.Ceiling(Math.Log2(extent / Wanted)));

    /// <summary>1, 2 or 5 times a power of ten, for about so many steps.</summary>
    public static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
    }

    private static IEnumerable<double> Steps(double minimum, double maximum, double step)
    {
        // Hardly any difference between the ends, or one beyond all numbers, has no steps.
        if (!(step > 0) || !double.IsFinite(step))
            yield break;

        // By number, not by addition: a small step next to a large value would never arrive.
        double first = Math.Ceiling(minimum / step);
        for (int i = 0; i <= 2 * Wanted && (first + i) * step <= maximum * (1 + 1e-12); i++)
            yield return (first + i) * step;
    }

    private static IEnumerable<(double, string)> Powers(double minimum, double maximum)
    {
        int step = Math.Max(1, (int)Math.Ceiling((maximum - minimum) / Wanted));
        for (int power = (int)Math.Ceiling(minimum); power <= maximum; power += step)
            yield return (power, Scale.Number(Math.Pow(10, power)));
    }

    private static IEnumerable<(double, string)> Places(IReadOnlyList<string> names, double minimum, double maximum)
    {
        int first = Math.Max(0, (int)Math.Ceiling(minimum)), last = Math.Min(names.Count - 1, (int)Math.Floor(maximum));
        for (int place = first; place <= last; place += Math.Max(1, (last - first + Wanted) / Wanted))
            yield return (place, names[place]);
    }

    /// <summary>Seconds, minutes, hours or days as a clock has them.</summary>
    private static double DateStep(double step) => s_steps.FirstOrDefault(round => round >= step, Math.Max(1, Math.Round(step / (365 * Day))) * 365 * Day);

    private static string Date(double seconds)
    {
        // Beyond what a date can be, the number is all there is to say.
        if (Math.Abs(seconds) > 6e10)
            return Scale.Number(seconds);
        DateTime date = DateTime.UnixEpoch.AddSeconds(seconds);
        return date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
