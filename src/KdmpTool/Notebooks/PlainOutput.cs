using System.Text;

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
            if (shown is not null)
                text.Append(shown.TrimEnd('\n')).Append("\n\n");
        }

        return text.ToString();
    }
}
