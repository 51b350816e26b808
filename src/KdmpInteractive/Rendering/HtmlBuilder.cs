using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace KdmpInteractive.Rendering;

/// <summary>Builds HTML. Markup is written as the literal parts of an interpolated string; every value in it is encoded.</summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _html = new();

    /// <summary>Text as a value in markup.</summary>
    public static string Encode(string? text) => HtmlEncoder.Default.Encode(VisibleText.Of(text));

    /// <summary>Characters so far.</summary>
    public int Length => _html.Length;

    /// <summary>Appends markup with encoded values: <c>html.Append($"&lt;td&gt;{value}&lt;/td&gt;")</c>.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The handler is made for this instance, and has appended everything when this is called.")]
    public void Append([InterpolatedStringHandlerArgument("")] ref Encoding handler)
    {
    }

    /// <summary>Appends text of several lines, for an element that keeps them. (The encoder would encode the line feeds.)</summary>
    public void AppendLines(string? text) => _html.AppendJoin('\n', VisibleText.OfLines(text).Split('\n').Select(HtmlEncoder.Default.Encode));

    /// <summary>Appends markup that this assembly made itself.</summary>
    public void AppendMarkup(string markup) => _html.Append(markup);

    public override string ToString() => _html.ToString();

    /// <summary>What the compiler calls for each part of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Encoding
    {
        private readonly HtmlBuilder _builder;

        public Encoding(int literalLength, int formattedCount, HtmlBuilder builder)
        {
            _builder = builder;
            builder._html.EnsureCapacity(builder._html.Length + literalLength + 16 * formattedCount);
        }

        public void AppendLiteral(string markup) => _builder._html.Append(markup);

        public void AppendFormatted(string? text) => _builder._html.Append(Encode(text));

        public void AppendFormatted(long number) => _builder._html.Append(CultureInfo.InvariantCulture, $"{number}");
    }
}
