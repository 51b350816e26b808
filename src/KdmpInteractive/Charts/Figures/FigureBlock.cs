using System.Text;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Charts.Figures;

/// <summary>
/// A figure as an image, with its values folded below it; in plain text, a line of characters. The image is a data URI: JupyterLab's
/// sanitizer and GitHub drop inline SVG, and leave its text lying about, but keep such an image.
/// </summary>
/// <param name="figure">What is shown.</param>
/// <param name="data">What is folded below the picture, and written out in plain text; the figure's values, in HTML only, unless told.</param>
internal sealed class FigureBlock(Figure figure, Details? data = null) : Block
{
    private readonly Details _data = data ?? new Details("The values of the chart", FigureTable.Of(figure));

    private readonly Details? _others = figure.Others is { } others ? new("Values that are not in the picture", FigureTable.Of(others)) : null;

    internal override IEnumerable<Block> Parts => [this, .. _data.Parts, .. _others?.Parts ?? []];

    internal override void WriteHtml(HtmlBuilder html)
    {
        WritePicture(html);
        WriteData(html);
    }

    /// <summary>The picture and what is to be said about it, which an interactive chart can take the place of.</summary>
    public void WritePicture(HtmlBuilder html)
    {
        if (FigurePicture.Svg(figure) is { } svg)
        {
            // A style of its own: where style elements are dropped, attributes survive.
            html.Append($"<img alt=\"{FigurePicture.Description(figure)}\" style=\"max-width:100%;height:auto\" src=\"data:image/svg+xml;base64,");
            html.AppendMarkup(Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)));
            html.Append($"\">");
        }

        foreach (string remark in figure.Remarks)
            html.Append($"<p>{Long(remark)}</p>");
    }

    /// <summary>What stays visible beside any form of the chart.</summary>
    public void WriteData(HtmlBuilder html)
    {
        _data.WriteHtml(html);
        _others?.WriteHtml(html);
    }

    internal override void WriteText(TextBuilder text)
    {
        foreach (string line in FigureStrip.Lines(figure).Concat(figure.Remarks))
            text.Append(Long(line)).Append('\n');
        data?.WriteText(text);
    }
}
