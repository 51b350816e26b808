namespace KdmpInteractive.Rendering;

/// <summary>A block of rows, of which those are shown that the view has room for: the same ones in HTML and in plain text.</summary>
public abstract class RowBlock : Block
{
    private int? _shown;

    private protected RowBlock()
    {
    }

    /// <summary>Rows there are to be shown, those for which there is no room too.</summary>
    internal abstract int RowCount { get; }

    /// <summary>Rows that may be shown, however short they are.</summary>
    internal abstract int MaximumRows { get; }

    /// <summary>Rows that are shown; a view decides (<see cref="RowBudget"/>).</summary>
    internal int Shown
    {
        get => _shown ?? Math.Min(RowCount, MaximumRows);
        set => _shown = value;
    }

    internal abstract void WriteRow(HtmlBuilder html, int row);

    /// <summary>The rows as preformatted text, which can be reached and scrolled with the keyboard.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="label">What it is, for those who hear the page.</param>
    /// <param name="more">How many rows are not shown, or <see langword="null"/> where all are.</param>
    private protected void WritePreformatted(HtmlBuilder html, string label, string? more)
    {
        html.Append($"<pre tabindex=\"0\" aria-label=\"{label}\" role=\"group\">");
        WriteRows(html);
        html.Append($"</pre>");
        if (more is not null)
            html.Append($"<p>{more}</p>");
    }

    private protected void WriteRows(HtmlBuilder html)
    {
        for (int row = 0; row < Shown; row++)
            WriteRow(html, row);
    }
}
