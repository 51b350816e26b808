using KdmpInteractive.Charts;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Commands;

/// <summary>
/// <c>charts</c>: makes the charts of a notebook interactive. plotly.js is emitted once for each session: twice, it would be saved with the
/// notebook twice. Where the output that has it was cleared, or its cell was run again, <c>--again</c> emits it once more.
/// </summary>
internal static class ChartsCommand
{
    private const string Interactive = "interactive";

    private static readonly CommandParameter s_mode =
        new("MODE", $"'{Interactive}' puts plotly.js (3.6 MB) into the notebook, once.") { Choices = _ => [Interactive] };

    private static readonly CommandParameter s_again = new("--again", "Put it in once more, where the output that had it is gone.");

    public static Command Definition { get; } = new("charts", "Make the charts of this notebook interactive.", Run)
    {
        Parameters = [s_mode, s_again],
        Example = Interactive,
        CSharp = "KdmpInteractive.Charts.PlotlyScript.Loader",
        Places = CommandPlaces.Notebook,
        NeedsDump = false,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        if (invocation.Arguments.Text(s_mode.Name) is { } mode && mode != Interactive)
            throw new CommandException($"There is no '{mode}' for charts; there is '{Interactive}'.", isUsage: true);
        if (!invocation.Arguments.Has(s_mode.Name))
        {
            yield return Line("Charts are static pictures with their values below. #!kdmp charts interactive puts plotly.js (3.6 MB) into the notebook once, and makes all of them interactive.");
        }
        else if (invocation.Session.HasPlotly && !invocation.Arguments.Has(s_again.Name))
        {
            yield return Line("plotly.js is in an earlier output of this notebook already. Where that output is gone, #!kdmp charts interactive --again puts it in once more.");
        }
        else
        {
            invocation.Session.HasPlotly = true;
            yield return new(() => PlotlyScript.Loader);
        }
    }

    private static CommandOutput Line(string text) => new(() => new View("", new Paragraph(text)));
}
