using System.Globalization;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Charts.Figures;

/// <summary>
/// Builds an SVG that is shown as an image: it inherits nothing from the page, so that it has a ground of its own, light or dark as
/// the reader prefers, and its text is legible wherever it is put.
/// </summary>
internal sealed class Canvas
{
    public const int Width = 860;

    /// <summary>Of one character of the monospaced labels.</summary>
    public const double CharacterWidth = 6.7;

    public const int Margin = 12;
    private const int MaximumEntries = 24;

    private const string Style =
        "text{font:12px system-ui,'Segoe UI',sans-serif;fill:#1f2328}.m{font:11px ui-monospace,Consolas,Menlo,'DejaVu Sans Mono',monospace}" +
        ".t{font-weight:600;font-size:14px}.k{font:bold 9px ui-monospace,Consolas,Menlo,'DejaVu Sans Mono',monospace;text-anchor:middle;fill:#000}.k.i{fill:#fff}" +
        ".g{fill:#fff}.e{fill:#1f2328;fill-opacity:.1}.n{fill:#1f2328;fill-opacity:.045}.l{stroke:#1f2328;stroke-opacity:.22;fill:none}" +
        "@media(prefers-color-scheme:dark){text{fill:#e8e8ea}.g{fill:#1b1b1f}.e{fill:#e8e8ea;fill-opacity:.1}.n{fill:#e8e8ea;fill-opacity:.05}.l{stroke:#e8e8ea}}";

    private readonly HtmlBuilder _svg = new();

    /// <summary>How far down the drawing has come.</summary>
    public int Bottom { get; set; } = Margin;

    public static string Coordinate(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A rectangle as a piece of a path: shorter than an element of its own.</summary>
    public static string Box(double x, double y, double width, double height) =>
        $"M{Coordinate(x)} {Coordinate(y)}h{Coordinate(width)}v{Coordinate(height)}h{Coordinate(-width)}z";

    public static string Cut(string text, int maximum) => text.Length <= maximum ? text : text[..(maximum - 1)] + "\u2026";

    /// <param name="x">In pixels.</param>
    /// <param name="y">The base line.</param>
    /// <param name="text">Encoded here.</param>
    /// <param name="anchor">What of the text is at <paramref name="x"/>: start, middle or end.</param>
    /// <param name="style">A class.</param>
    public void Text(double x, double y, string text, string anchor = "start", string style = "m") =>
        _svg.Append($"<text class=\"{style}\" x=\"{Coordinate(x)}\" y=\"{Coordinate(y)}\" text-anchor=\"{anchor}\">{text}</text>");

    /// <summary>A text that is read from below, such as the title of the vertical axis.</summary>
    public void Upright(double x, double y, string text) =>
        _svg.Append($"<text transform=\"translate({Coordinate(x)} {Coordinate(y)}) rotate(-90)\" text-anchor=\"middle\">{text}</text>");

    /// <param name="data">Made by this assembly.</param>
    /// <param name="attributes">The same.</param>
    public void Path(string data, string attributes)
    {
        if (data.Length > 0)
            _svg.AppendMarkup($"<path {attributes} d=\"{data}\"/>");
    }

    /// <summary>One character at each of several places.</summary>
    public void Marks(char mark, IReadOnlyList<(double X, double Y)> places, bool isInverse)
    {
        if (places.Count == 0)
            return;
        string x = string.Join(' ', places.Select(place => Coordinate(place.X))), y = string.Join(' ', places.Select(place => Coordinate(place.Y)));
        _svg.Append($"<text class=\"{(isInverse ? "k i" : "k")}\" x=\"{x}\" y=\"{y}\">{new string(mark, places.Count)}</text>");
    }

    /// <summary>A line of text below what is drawn, unless it is empty.</summary>
    public void Line(string text, string style = "")
    {
        if (text.Length == 0)
            return;
        Bottom += 17;
        Text(Margin, Bottom, Cut(text, 120), style: style);
        Bottom += 3;
    }

    /// <summary>What stands for what, in as many lines as it takes.</summary>
    /// <param name="title">What is told apart; may be empty.</param>
    /// <param name="entries">The swatch, as markup within 12 pixels from 0 on, and its meaning.</param>
    public void Legend(string title, IReadOnlyList<(string Swatch, string Meaning)> entries)
    {
        Line(title);
        double x = Margin;
        Bottom += 20;
        foreach ((string swatch, string meaning) in entries.Take(MaximumEntries))
        {
            string text = Cut(meaning, 60);
            double width = 34 + 7 * text.Length;
            if (x > Margin && x + width > Width)
            {
                x = Margin;
                Bottom += 19;
            }

            _svg.Append($"<g transform=\"translate({Coordinate(x)} {(long)Bottom - 10})\">");
            _svg.AppendMarkup(swatch);
            _svg.Append($"</g>");
            Text(x + 17, Bottom, text, style: "");
            x += width;
        }

        if (entries.Count > MaximumEntries)
            Line(string.Create(CultureInfo.InvariantCulture, $"({entries.Count - MaximumEntries:N0} more)"));
    }

    /// <summary>The whole image.</summary>
    /// <param name="description">What it shows, for those who do not see it.</param>
    public string ToSvg(string description)
    {
        long height = Bottom + Margin;
        var svg = new HtmlBuilder();
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"{description}\">");
        svg.Append($"<title>{description}</title><style>");
        svg.AppendMarkup(Style);
        svg.Append($"</style><rect class=\"g\" width=\"{Width}\" height=\"{height}\" rx=\"6\"/>");
        svg.AppendMarkup(_svg.ToString());
        svg.Append($"</svg>");
        return svg.ToString();
    }
}
