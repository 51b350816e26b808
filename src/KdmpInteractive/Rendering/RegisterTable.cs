using KdmpParser;

namespace KdmpInteractive.Rendering;

/// <summary>Registers in lines as WinDbg's <c>r</c> prints them: <c>rax=0000000000000003 rbx=...</c></summary>
/// <param name="registers">The registers, in order.</param>
/// <param name="columns">How many stand in a line.</param>
/// <param name="name">
/// Gives a value a name, such as <c>nt+0x10</c>. In HTML it stands beside the value; for plain text, see <see cref="RegisterNames"/>.
/// </param>
public sealed class RegisterTable(IReadOnlyList<Register> registers, int columns, Func<Register, string?>? name = null) : Block
{
    internal override void WriteHtml(HtmlBuilder html)
    {
        html.Append($"<div class=\"s r\" role=\"group\" tabindex=\"0\" aria-label=\"Registers {Short(registers[0].Name)} to {Short(registers[^1].Name)}\"><table><tbody>");
        foreach (Register[] line in registers.Chunk(columns))
        {
            html.Append($"<tr>");
            foreach (Register register in line)
            {
                html.Append($"<th scope=\"row\" class=\"m\">{Short(register.Name)}</th><td>{Hex.Padded(register)}");
                if (name?.Invoke(register) is { } found)
                    html.Append($" <em>{Short(found)}</em>");
                html.Append($"</td>");
            }

            html.Append($"</tr>");
        }

        html.Append($"</tbody></table></div>");
    }

    internal override void WriteText(TextBuilder text)
    {
        int width = registers.Max(register => Short(register.Name).Length);
        foreach (Register[] line in registers.Chunk(columns))
        {
            for (int i = 0; i < line.Length; i++)
            {
                text.Append(i == 0 ? "" : " ").Append(Short(line[i].Name).PadLeft(width), TextRole.Label).Append("=")
                    .Append(Hex.Padded(line[i]), line[i].Value is null || line[i].Value == 0 ? TextRole.Faint : TextRole.Plain);
            }

            text.Append('\n');
        }
    }
}
