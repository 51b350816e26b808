using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>processors</c>: what each processor was doing.</summary>
internal static class ProcessorsCommand
{
    public static Command Definition { get; } = new("processors", "List the processors: thread, process, where each stopped.", Run)
    {
        Parameters = [CommandTable.Maximum],
        CSharp = "dump.Processors",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CapturedList<Processor> processors = invocation.Dump.Processors;
        yield return CommandOutput.OfList(
            "The processors", processors, () => ProcessorsView.Of(processors, invocation.Limits), () => KernelJson.Processors(processors));
    }
}
