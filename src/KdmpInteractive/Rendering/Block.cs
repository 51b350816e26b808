namespace KdmpInteractive.Rendering;

/// <summary>A part of a <see cref="View"/> that can write itself as HTML and as plain text.</summary>
public abstract class Block
{
    /// <summary>This block and those in it.</summary>
    internal virtual IEnumerable<Block> Parts => [this];

    /// <summary>How much may be shown: the view's limits.</summary>
    internal OutputLimits Limits { get; set; } = OutputLimits.Default;

    internal abstract void WriteHtml(HtmlBuilder html);

    /// <summary>Writes lines, each ended by a line feed.</summary>
    internal abstract void WriteText(TextBuilder text);

    /// <summary>A name or another short value, as it can be shown: cut where it is too long, harmless characters only.</summary>
    private protected string Short(string? value) => VisibleText.Of(value, Limits.CellCharacters);

    /// <summary>The same for a sentence or a line.</summary>
    private protected string Long(string? value) => VisibleText.Of(value, Limits.SentenceCharacters);
}
