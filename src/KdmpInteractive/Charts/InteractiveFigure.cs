using System.Security.Cryptography;
using System.Text;
using KdmpInteractive.Rendering;
using Plotly.NET;

namespace KdmpInteractive.Charts;

/// <summary>
/// A chart on top of a static picture of the same data. Where scripts run and a <c>Plotly</c> is present, the chart is drawn and the
/// picture hidden; everywhere else the picture stays. Nothing is fetched.
/// </summary>
/// <param name="chart">The chart.</param>
/// <param name="picture">What is shown without scripts, and in plain text.</param>
public sealed class InteractiveFigure(GenericChart chart, Block picture) : Block
{
    /// <summary>Marks the places of charts in a page; whoever exports one embeds plotly.js when it finds this.</summary>
    public const string Marker = "data-kdmp-chart";

    /// <summary>Draws what is not drawn yet. By name, because some front ends run scripts away from their place.</summary>
    private const string Draw =
        "(function(){if(typeof Plotly==='undefined')return;document.querySelectorAll('[" + Marker + "=\"ID\"]').forEach(function(place){" +
        "if(place.firstChild)return;var figure=FIGURE,color=getComputedStyle(place).color;figure.layout.font={color:color};" +
        "figure.layout.modebar={bgcolor:'transparent',color:color,activecolor:color};" +
        "Plotly.newPlot(place,figure.data,figure.layout,{responsive:true,displaylogo:false}).then(function(){place.nextElementSibling.hidden=true})})})()";

    internal override void WriteHtml(HtmlBuilder html)
    {
        // Inside a script element only "<" can end it: as an escape it cannot.
        string figure = GenericChart.toFigureJson(chart).Replace("<", "\\u003c", StringComparison.Ordinal);
        string id = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(figure)).AsSpan(0, 6)).ToLowerInvariant();
        html.AppendMarkup($"<div {Marker}=\"{id}\"></div><div>");
        picture.WriteHtml(html);
        html.AppendMarkup("</div><script>" + Draw.Replace("ID", id, StringComparison.Ordinal).Replace("FIGURE", figure, StringComparison.Ordinal) + "</script>");
    }

    internal override void WriteText(StringBuilder text) => picture.WriteText(text);
}
