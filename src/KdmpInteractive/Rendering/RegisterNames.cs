using KdmpParser;

namespace KdmpInteractive.Rendering;

/// <summary>
/// The names of the values of registers, a line each, in plain text only: there the lines of a <see cref="RegisterTable"/> stay as WinDbg
/// prints them. In HTML the names stand beside the values.
/// </summary>
/// <param name="registers">The registers, in order; those without a name are left out.</param>
/// <param name="name">Gives a value a name.</param>
internal sealed class RegisterNames(IEnumerable<Register> registers, Func<Register, string?> name) : Block
{
    internal override void WriteHtml(HtmlBuilder html)
    {
    }

    internal override void WriteText(TextBuilder text)
    {
        (string Register, string Name)[] named = [.. from register in registers let found = name(register) where found is not null select (Short(register.Name), found)];
        int width = named.Select(pair => pair.Register.Length).DefaultIfEmpty().Max();
        foreach ((string register, string found) in named)
            text.Append(register.PadLeft(width), TextRole.Label).Append(": ").Append(Short(found)).Append('\n');
    }
}
