namespace KdmpInteractive.Charts.Figures;

/// <summary>Colours that people with any colour vision tell apart, on light and on dark ground.</summary>
internal static class Palette
{
    /// <summary>Amounts: one hue, whose opacity carries the value.</summary>
    public const string Amount = "#2f7ed8";

    /// <summary>For what is there but says little, such as zeros.</summary>
    public const string Grey = "#9a9a9a";

    /// <summary>For what stands out.</summary>
    public const string Vermilion = "#d55e00";

    public const string Orange = "#e69f00";
    public const string SkyBlue = "#56b4e9";
    public const string Green = "#009e73";
    public const string Yellow = "#f0e442";
    public const string Blue = "#0072b2";
    public const string Purple = "#cc79a7";

    /// <summary>Okabe and Ito, "Color Universal Design", 2008; without black.</summary>
    private static readonly string[] s_okabeIto = [Blue, Vermilion, Green, Purple, Orange, SkyBlue, Grey, Yellow];

    /// <summary>The colour of the n-th of several things; marks go on telling apart where it comes round again.</summary>
    public static string Color(int index) => s_okabeIto[index % s_okabeIto.Length];

    /// <summary>Whether white is better legible on a colour than black.</summary>
    /// <param name="color">As in <c>#0072b2</c>.</param>
    public static bool IsDark(string color)
    {
        double Channel(int at) => Math.Pow(Convert.ToInt32(color.Substring(at, 2), 16) / 255.0, 2.2);
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5) < 0.18;
    }
}
