using System.Text;
using KdmpParser;

namespace KdmpInteractive.Rendering;

/// <summary>Registers in lines as WinDbg's <c>r</c> prints them: <c>rax=0000000000000003 rbx=...</c></summary>
/// <param name="registers">The registers, in order.</param>
/// <param name="columns">How many stand in a line.</param>
public sealed class RegisterTable(IReadOnlyList<Register> registers, int columns) : Block
{
    internal override void WriteHtml(HtmlBuilder html)
    {
        html.Append($"<table><tbody>");
        foreach (Register[] line in registers.Chunk(columns))
        {
            html.Append($"<tr>");
            foreach (Register register in line)
                html.Append($"<th scope=\"row\" class=\"m\">{register.Name}</th><td class=\"m\">{Hex.Padded(register)}</td>");
            html.Append($"</tr>");
        }

        html.Append($"</tbody></table>");
    }

    internal override void WriteText(StringBuilder text)
    {
        int width = registers.Max(register => register.Name.Length);
        foreach (Register[] line in registers.Chunk(columns))
            text.AppendJoin(' ', line.Select(register => $"{register.Name.PadLeft(width)}={Hex.Padded(register)}")).Append('\n');
    }
}
