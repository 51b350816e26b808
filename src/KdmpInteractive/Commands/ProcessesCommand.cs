using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>processes</c>: what ran, with the directory table base that opens its address space.</summary>
internal static class ProcessesCommand
{
    public static Command Definition { get; } = new("processes", "List the processes.", Run) { CSharp = "dump.Processes", HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CapturedList<Process> processes = invocation.Dump.Processes;
        yield return new(() => ProcessesView.Of(processes), () => KernelJson.Processes(processes))
        {
            Shortfall = processes is { Count: 0, Failure: { } none } ? $"The processes cannot be listed: {none}." : null,
            Note = processes.Failure is { } failure ? $"The list of processes is not complete: {failure}." : null,
        };
    }
}
