using System.Globalization;
using System.Text;

namespace KdmpInteractive.Rendering;

/// <summary>Builds plain text, or the same with the escape sequences (ECMA-48, SGR) that colour it in a terminal.</summary>
/// <param name="isColored">Whether pieces that have a role get its colour. Only the sixteen that every terminal's theme defines.</param>
internal sealed class TextBuilder(bool isColored = false)
{
    private readonly StringBuilder _text = new();
    private TextRole _role;

    /// <summary>Appends text without a role.</summary>
    public TextBuilder Append(string? text) => Append(text, TextRole.Plain);

    /// <inheritdoc cref="Append(string?)"/>
    public TextBuilder Append(char character) => Append(character.ToString());

    /// <summary>Appends text that is something. What comes out of a dump must be harmless already (<see cref="VisibleText"/>).</summary>
    public TextBuilder Append(string? text, TextRole role)
    {
        // Blanks have no colour, but the end of a line ends one: pagers show each line by itself.
        if (!string.IsNullOrWhiteSpace(text) || text?.Contains('\n', StringComparison.Ordinal) == true)
            Switch(role);
        _text.Append(text);
        return this;
    }

    public override string ToString()
    {
        Switch(TextRole.Plain);
        return _text.ToString();
    }

    /// <summary>Sequences only where the role changes: neighbours of one role share them.</summary>
    private void Switch(TextRole role)
    {
        if (!isColored || role == _role)
            return;
        _text.Append(CultureInfo.InvariantCulture, $"\e[{(_role == TextRole.Plain || role == TextRole.Plain ? "" : "0;")}{Parameter(role)}m");
        _role = role;
    }

    private static string Parameter(TextRole role) => role switch
    {
        TextRole.Heading => "1",
        TextRole.Label => "36",
        TextRole.Warning => "33",
        TextRole.Faint => "2",
        TextRole.Printable => "32",
        TextRole.AllOnes => "35",
        TextRole.Mark => "94",
        _ => "0",
    };
}
