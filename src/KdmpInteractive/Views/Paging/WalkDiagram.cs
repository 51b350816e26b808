using KdmpInteractive.Rendering;

namespace KdmpInteractive.Views;

/// <summary>
/// A walk as inline SVG: the tables, the entry that was taken in each, and the page. Where it ends early, the table has a thick frame and a
/// cross; what was not reached has a dashed one. Each text ends with a space: front ends that drop SVG leave a readable line.
/// </summary>
/// <param name="stations">The tables and the page, in order.</param>
internal sealed class WalkDiagram(IReadOnlyList<WalkStation> stations) : Block
{
    private const int Width = 116;
    private const int Height = 74;
    private const int Gap = 18;
    private const int Margin = 3;

    internal override void WriteHtml(HtmlBuilder html)
    {
        int width = stations.Count * (Width + Gap) - Gap + 2 * Margin, height = Height + 2 * Margin;
        html.Append($"<div class=\"s\" role=\"group\" tabindex=\"0\" aria-label=\"Diagram\">");
        html.Append($"<svg class=\"map\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" aria-label=\"Walk of the page tables: {WalkStation.Line(stations)}\">");
        html.Append($"<g font-family=\"monospace\" font-size=\"11\" fill=\"currentColor\" stroke=\"none\">");
        for (int i = 0; i < stations.Count; i++)
        {
            int x = Margin + i * (Width + Gap);
            WriteBox(html, stations[i], x);
            if (i + 1 < stations.Count && stations[i + 1].IsReached)
                html.Append($"<path d=\"M{x + Width} {Margin + Height / 2}h{Gap - 3}m-6 -5l6 5l-6 5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>");
        }

        html.Append($"</g></svg></div>");
    }

    internal override void WriteText(TextBuilder text) => text.Append(WalkStation.Line(stations)).Append('\n');

    private static void WriteBox(HtmlBuilder html, WalkStation station, int x)
    {
        string frame = station.Problem is not null ? "stroke-width=\"3\"" : station.IsReached ? "stroke-width=\"1.5\"" : "stroke-dasharray=\"4 4\"";
        html.Append($"<rect x=\"{x}\" y=\"{Margin}\" width=\"{Width}\" height=\"{Height}\" rx=\"4\" fill=\"none\" stroke=\"currentColor\" ");
        html.AppendMarkup(frame);
        html.Append($"/><text x=\"{x + 8}\" y=\"{Margin + 18}\" font-weight=\"bold\">{station.Name} </text>");
        if (station.Place is { } place)
            html.Append($"<text x=\"{x + 8}\" y=\"{Margin + 34}\">{place} </text>");
        if (station.Entry.Length > 0)
            html.Append($"<text x=\"{x + 8}\" y=\"{Margin + 49}\">{station.Entry} </text>");
        if (station.Problem is { } problem)
        {
            html.Append($"<path d=\"M{x + Width - 20} {Margin + 8}l12 12m0 -12l-12 12\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"3\"/>");
            html.Append($"<text x=\"{x + 8}\" y=\"{Margin + 65}\">{problem} </text>");
        }
        else if (!station.IsReached)
            html.Append($"<text x=\"{x + 8}\" y=\"{Margin + 65}\">not reached </text>");
    }
}
