using System.Globalization;

namespace KdmpInteractive.Rendering;

/// <summary>Bytes in forms for the clipboard, folded away: a C# array, and plain digits. A click selects all of a form. Plain text has the hex view, of which the same can be copied.</summary>
/// <param name="bytes">What is offered; of a long piece, the beginning.</param>
internal sealed class HexCopy(ReadOnlyMemory<byte> bytes) : Block
{
    private const int BytesPerLine = 16;

    private ReadOnlySpan<byte> Offered => bytes.Span[..Math.Min(bytes.Length, Limits.CopyBytes)];

    private string Summary
    {
        get
        {
            string some = Offered.Length < bytes.Length ? string.Create(CultureInfo.InvariantCulture, $", the first {Offered.Length:N0} bytes") : "";
            return $"Copy as C# array or hex{some}";
        }
    }

    internal override void WriteHtml(HtmlBuilder html)
    {
        html.Append($"<details><summary>{Summary}</summary>");
        WriteForm(html, "C# array", Array());
        WriteForm(html, "Hex digits", Digits());
        html.Append($"</details>");
    }

    internal override void WriteText(TextBuilder text)
    {
    }

    /// <param name="html">Where it is written.</param>
    /// <param name="label">Which form.</param>
    /// <param name="digits">Numbers and punctuation: nothing that would need encoding, and line feeds that must stay.</param>
    private static void WriteForm(HtmlBuilder html, string label, string digits)
    {
        html.Append($"<pre class=\"c\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">");
        html.AppendMarkup(digits);
        html.Append($"</pre>");
    }

    private string Array() => $"byte[] bytes =\n[\n{Lines(line => "    " + string.Concat(line.Select(value => $"0x{value:x2}, ")).TrimEnd())}\n];";

    private string Digits() => Lines(line => Convert.ToHexString(line).ToLowerInvariant());

    private string Lines(Func<byte[], string> line) => string.Join('\n', Offered.ToArray().Chunk(BytesPerLine).Select(line));
}
