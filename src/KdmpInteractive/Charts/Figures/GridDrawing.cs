using KdmpInteractive.Rendering;

namespace KdmpInteractive.Charts.Figures;

/// <summary>A figure of cells, drawn with characters row by row in plain text, for a terminal; in HTML it is the picture.</summary>
/// <param name="figure">What is shown; its drawing is a <see cref="Grid"/>.</param>
internal sealed class GridDrawing(Figure figure) : Block
{
    private const string Shades = "·░▒▓█";

    private readonly FigureBlock _picture = new(figure);
    private readonly Grid _grid = (Grid)figure.Drawing;

    internal override IEnumerable<Block> Parts => [this, .. _picture.Parts];

    internal override void WriteHtml(HtmlBuilder html) => _picture.WriteHtml(html);

    internal override void WriteText(TextBuilder text)
    {
        int width = _grid.Rows.Max(row => row.Length);
        text.Append(Long($"{figure.Y.Title}; {figure.X.Title}"), TextRole.Label).Append('\n');
        for (int row = 0; row < _grid.Rows.Count; row++)
        {
            text.Append(_grid.Rows[row].PadLeft(width), TextRole.Label).Append("  ");
            for (int column = 0; column < _grid.Columns.Count; column++)
                Write(text, _grid[row, column]);
            text.Append('\n');
        }

        text.Append(Long($"{_grid.Scale.Title}: {string.Join(", ", _grid.Scale.Legend().Select((entry, level) => $"{Character(level, entry.Character)} {entry.Meaning}"))}")).Append('\n');
    }

    private void Write(TextBuilder text, double? value)
    {
        int level = value is { } known ? _grid.Scale.Level(known) : 0;
        text.Append(Character(level, _grid.Scale.Character(value)).ToString(), level == 0 ? TextRole.Faint : TextRole.Mark);
    }

    /// <summary>Shades tell amounts apart better than the marks of a line that may end up in any file.</summary>
    private char Character(int level, char mark) => _grid.Scale.Categories.Count == 0 ? Shades[level] : mark;
}
