using System.Globalization;
using System.Text;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>The occupancy map as inline SVG, which needs no scripts, and as characters.</summary>
/// <param name="map">What is drawn.</param>
public sealed class OccupancyFigure(OccupancyMap map) : Block
{
    private const int Cell = 11;
    private const int Left = 118;
    private const int Top = 4;

    /// <summary>Steps of fullness. Differences in lightness, not in hue, so that they survive colour blindness and print.</summary>
    private static readonly (char Character, string Opacity, string Meaning)[] s_levels =
        [('.', "0.08", "none"), ('-', "0.4", "under half"), ('+', "0.7", "half or more"), ('#', "1", "all")];

    private string CellSize => Sizes.Of((ulong)map.PagesPerCell * PhysicalAddress.PageSize);

    internal override void WriteHtml(HtmlBuilder html)
    {
        int width = Left + OccupancyMap.Columns * Cell;
        int legend = Top + map.Rows * Cell + 20;
        html.Append($"<svg class=\"map\" viewBox=\"0 0 {width} {legend + 8}\" width=\"{width}\" role=\"img\" aria-label=\"{Description()}\">");
        html.Append($"<g font-family=\"monospace\" font-size=\"10\" fill=\"currentColor\" text-anchor=\"end\">");
        for (int row = 0; row < map.Rows; row++)
            html.Append($"<text x=\"{Left - 6}\" y=\"{Top + row * Cell + 9}\">{RowAddress(row)}</text>");
        html.Append($"</g><g fill=\"#2f7ed8\">");
        for (int row = 0; row < map.Rows; row++)
            WriteRow(html, row);
        WriteLegend(html, legend);
        html.Append($"</g></svg>");
    }

    internal override void WriteText(StringBuilder text)
    {
        for (int row = 0; row < map.Rows; row++)
        {
            text.Append(RowAddress(row).PadLeft(14)).Append("  ");
            for (int column = 0; column < OccupancyMap.Columns; column++)
                text.Append(s_levels[Level(row * OccupancyMap.Columns + column)].Character);
            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"One character is {CellSize}: {string.Join(", ", s_levels.Select(level => $"{level.Character} {level.Meaning}"))} in the dump\n");
    }

    /// <summary>Neighbours that are equally full are one rectangle: a picture of empty memory stays small.</summary>
    private void WriteRow(HtmlBuilder html, int row)
    {
        for (int column = 0; column < OccupancyMap.Columns;)
        {
            int first = column, level = Level(row * OccupancyMap.Columns + column);
            while (column < OccupancyMap.Columns && Level(row * OccupancyMap.Columns + column) == level)
                column++;
            WriteRectangle(html, Left + first * Cell, Top + row * Cell, (column - first) * Cell - 1, level);
        }
    }

    private static void WriteLegend(HtmlBuilder html, int y)
    {
        for (int level = 0; level < s_levels.Length; level++)
        {
            int x = Left + level * 130;
            WriteRectangle(html, x, y - 9, Cell - 1, level);
            html.Append($"<text x=\"{x + 16}\" y=\"{y}\" font-size=\"11\" fill=\"currentColor\">{s_levels[level].Meaning}</text>");
        }
    }

    private static void WriteRectangle(HtmlBuilder html, int x, int y, int width, int level)
    {
        // An empty cell has the text's colour, so that the grid is seen on any background.
        html.AppendMarkup(level == 0 ? "<rect fill=\"currentColor\"" : "<rect");
        html.Append($" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{Cell - 1}\" fill-opacity=\"{s_levels[level].Opacity}\"/>");
    }

    private int Level(int cell) => map.Fraction(cell) switch
    {
        0 => 0,
        < 0.5 => 1,
        < 1 => 2,
        _ => 3,
    };

    private string RowAddress(int row) => Hex.Of((ulong)map.FirstFrame(row * OccupancyMap.Columns) * PhysicalAddress.PageSize);

    private string Description() => string.Create(
        CultureInfo.InvariantCulture,
        $"Map of physical memory, {map.Rows} rows of {OccupancyMap.Columns} cells of {CellSize} each; darker cells have more pages in the dump");
}
