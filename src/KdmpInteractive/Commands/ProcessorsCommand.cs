using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>processors</c>: what each processor was doing.</summary>
internal static class ProcessorsCommand
{
    public static Command Definition { get; } = new("processors", "List the processors: thread, process, where each stopped.", Run) { CSharp = "dump.Processors", HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CapturedList<Processor> processors = invocation.Dump.Processors;
        yield return new(() => ProcessorsView.Of(processors), () => KernelJson.Processors(processors))
        {
            Shortfall = processors is { Count: 0, Failure: { } none } ? $"The processors cannot be listed: {none}." : null,
            Note = processors.Failure is { } failure ? $"The list of processors is not complete: {failure}." : null,
        };
    }
}
