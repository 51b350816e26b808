using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Charts.Interactive;
using KdmpInteractive.Rendering;
using Plotly.NET;

namespace KdmpInteractive.Charts;

/// <summary>
/// A chart over a static picture of the same data. Where scripts run and a <c>Plotly</c> is present, the chart takes the place of the
/// picture; everywhere else the picture stays, and the table below it always. Nothing is fetched.
/// </summary>
/// <param name="chart">The chart: one of this package, restyled or not, or any other.</param>
/// <param name="data">What is folded below the chart, and written out in plain text; its values, in HTML only, unless told.</param>
public sealed class InteractiveFigure(GenericChart chart, Details? data = null) : Block
{
    /// <summary>Marks the places of charts in a page; whoever exports one embeds plotly.js when it finds this.</summary>
    public const string Marker = FigureScript.Marker;

    private readonly string _json = GenericChart.toFigureJson(chart);
    private FigureBlock? _figure;

    internal override IEnumerable<Block> Parts => [this, .. Figure.Parts];

    private FigureBlock Figure => _figure ??= new(FigureReader.Read(_json), data);

    internal override void WriteHtml(HtmlBuilder html)
    {
        if (WhyStatic() is { } reason)
        {
            Figure.WriteHtml(html);
            html.Append($"<p>{reason}</p>");
            return;
        }

        string id = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(_json)).AsSpan(0, 6)).ToLowerInvariant();
        html.Append($"<div {Marker}=\"{id}\"></div><div>");
        Figure.WritePicture(html);
        html.Append($"</div>");
        Figure.WriteData(html);
        html.Append($"<script>");
        html.AppendMarkup(FigureScript.Of(id, _json));
        html.Append($"</script>");
    }

    internal override void WriteText(TextBuilder text) => Figure.WriteText(text);

    private string? WhyStatic()
    {
        if (_json.Length > Limits.ChartCharacters)
            return FormattableString.Invariant($"The chart is not interactive here: its {_json.Length:N0} characters of data are more than the {Limits.ChartCharacters:N0} of OutputLimits.ChartCharacters.");
        try
        {
            return FigureScript.NeedsNetwork(_json) ? "The chart is not interactive here: plotly would fetch maps or images from the network for it." : null;
        }
        catch (JsonException)
        {
            return "The chart is not interactive here: its data are nested too deep.";
        }
    }
}
