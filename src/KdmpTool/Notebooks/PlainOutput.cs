using System.Text;
using KdmpInteractive.Rendering;

namespace KdmpTool.Notebooks;

/// <summary>What a notebook showed, as text for a terminal.</summary>
internal static class PlainOutput
{
    public static string Of(Notebook notebook)
    {
        var text = new StringBuilder();
        foreach (CellOutput output in notebook.Cells.SelectMany(cell => cell.Outputs))
        {
            string? shown = output switch
            {
                CellOutput.Stream stream => stream.Text,
                CellOutput.Display display => display.Text,
                _ => null,
            };

            // What C# code writes, and strings that it ends with, come as they stand in the dump.
            if (shown is not null)
                text.Append(VisibleText.OfLines(shown).TrimEnd('\n')).Append("\n\n");
        }

        return text.ToString();
    }
}
