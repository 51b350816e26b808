using System.Text;

namespace KdmpInteractive.Rendering;

/// <summary>A part of a <see cref="View"/> that can write itself as HTML and as plain text.</summary>
public abstract class Block
{
    internal abstract void WriteHtml(HtmlBuilder html);

    /// <summary>Writes lines, each ended by a line feed.</summary>
    internal abstract void WriteText(StringBuilder text);
}
