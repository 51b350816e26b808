using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Commands;

/// <summary><c>bugcheck</c>: the code and its parameters, explained.</summary>
internal static class BugCheckCommand
{
    public static Command Definition { get; } = new("bugcheck", "Explain why Windows stopped: what the code means, what each parameter is, what to look at next.", Run) { CSharp = "dump.ExplainBugCheck()", HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        BugCheckExplanation explanation = invocation.Dump.ExplainBugCheck() ?? throw new CommandException($"{invocation.Dump.Name} records no bug check.");
        yield return new(() => BugCheckExplanationView.Of(explanation), () => AnalysisJson.BugCheck(explanation));
    }
}
