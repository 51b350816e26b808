namespace KdmpInteractive.Charts.Figures;

/// <summary>A figure as an SVG image that needs nothing else: axes with titles, marks, legend.</summary>
internal static class FigurePicture
{
    /// <summary>The SVG, or <see langword="null"/> where there is nothing to be drawn.</summary>
    public static string? Svg(Figure figure)
    {
        var canvas = new Canvas();
        canvas.Line(Canvas.Cut(figure.Title, 100), "t");
        bool isDrawn = figure.Drawing switch
        {
            Grid { Cells.Count: > 0 } grid => GridPicture.Draw(canvas, figure, grid),
            Bars { Labels.Count: > 0 } bars => BarPicture.Draw(canvas, figure, bars),
            Points points => PointPicture.Draw(canvas, figure, points),
            _ => false,
        };
        return isDrawn ? canvas.ToSvg(Description(figure)) : null;
    }

    /// <summary>What the picture shows, for those who do not see it.</summary>
    public static string Description(Figure figure)
    {
        string what = figure.Drawing switch
        {
            Grid grid => FormattableString.Invariant($"map of {grid.Rows.Count} rows of {grid.Columns.Count} cells: {grid.Scale.Title}"),
            Bars bars => FormattableString.Invariant($"{bars.Labels.Count * bars.Series.Count} bars"),
            Points points => FormattableString.Invariant($"{points.Series.Sum(series => (long)series.X.Count)} points"),
            _ => "values",
        };
        string[] axes = [.. new[] { figure.Y.Title, figure.X.Title }.Where(title => title.Length > 0)];
        return string.Join("; ", new[] { Canvas.Cut(figure.Title, 200), Canvas.Cut(what, 200), Canvas.Cut(string.Join(" over ", axes), 200) }.Where(part => part.Length > 0));
    }
}
