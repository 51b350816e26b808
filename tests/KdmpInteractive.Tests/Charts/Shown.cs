using System.Text;
using System.Xml.Linq;
using KdmpInteractive.Formatting;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace KdmpInteractive.Tests.Charts;

/// <summary>What a notebook gets of a chart.</summary>
internal sealed class Shown
{
    private const string Source = "src=\"data:image/svg+xml;base64,";

    public Shown(object chart)
    {
        KdmpFormatters.Register();
        Html = chart.ToDisplayString("text/html");
        Text = chart.ToDisplayString("text/plain");
    }

    public string Html { get; }

    public string Text { get; }

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The picture, as an XML document.</summary>
    public XElement Picture => XElement.Parse(PictureText);

    public bool HasPicture => Html.Contains(Source, StringComparison.Ordinal);

    public string PictureText
    {
        get
        {
            string encoded = Html[(Html.IndexOf(Source, StringComparison.Ordinal) + Source.Length)..];
            return Encoding.UTF8.GetString(Convert.FromBase64String(encoded[..encoded.IndexOf('"', StringComparison.Ordinal)]));
        }
    }

    /// <summary>The texts in the picture, in order.</summary>
    public string[] PictureTexts => [.. Picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];

    /// <summary>The cells of the table below the picture, row by row.</summary>
    public string[][] Table => [.. Html.Split("<tr>")[1..].Select(row =>
        row[..row.IndexOf("</tr>", StringComparison.Ordinal)].Split('<').Where(cell => cell.StartsWith("td", StringComparison.Ordinal) || cell.StartsWith("th ", StringComparison.Ordinal))
            .Select(cell => System.Net.WebUtility.HtmlDecode(cell[(cell.IndexOf('>', StringComparison.Ordinal) + 1)..])).ToArray())];

    public static double[] Numbers(params double[] numbers) => numbers;

    public static string[] Names(params string[] names) => names;

    /// <summary>A chart of the user's own, out of a trace as plotly describes it.</summary>
    public static GenericChart Chart(string kind, params (string Name, object Value)[] properties)
    {
        var trace = new Trace(kind);
        foreach ((string name, object value) in properties)
            trace.SetProperty(name, value);
        return GenericChart.ofTraceObject(false, trace);
    }

    /// <summary>The same chart with a layout.</summary>
    public static GenericChart Titled(GenericChart chart, string title, params (string Name, object Value)[] properties)
    {
        var layout = new Layout();
        layout.SetProperty("title", title);
        foreach ((string name, object value) in properties)
            layout.SetProperty(name, value);
        return GenericChart.setLayout(layout, chart);
    }
}
