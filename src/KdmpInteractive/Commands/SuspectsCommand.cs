using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Commands;

/// <summary><c>suspects</c>: which modules to look at first.</summary>
internal static class SuspectsCommand
{
    public static Command Definition { get; } = new("suspects", "Rank the modules to look at first, with what speaks for each.", Run)
    {
        Parameters = [CommandTable.Maximum],
        CSharp = "dump.FindSuspects()",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        SuspectModules suspects = invocation.Dump.FindSuspects();
        OutputLimits limits = invocation.Limits;
        yield return new(() => SuspectModulesView.Of(suspects, limits), () => AnalysisJson.Suspects(suspects));
    }
}
