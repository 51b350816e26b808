using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>processes</c>: what was running.</summary>
internal static class ProcessesCommand
{
    public static Command Definition { get; } = new("processes", "List the processes.", Run)
    {
        Parameters = [CommandTable.Maximum],
        CSharp = "dump.Processes",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CapturedList<Process> processes = invocation.Dump.Processes;
        yield return CommandOutput.OfList(
            "The processes", processes, () => ProcessesView.Of(processes, invocation.Limits), () => KernelJson.Processes(processes));
    }
}
