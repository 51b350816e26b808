using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>pages</c>: the runs of physical memory that the dump holds.</summary>
internal static class PagesCommand
{
    public static Command Definition { get; } = new("pages", "List the runs of physical memory in the dump.", Run)
    {
        Parameters = [CommandTable.Maximum],
        CSharp = "dump.PhysicalMemory",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        PhysicalMemory memory = invocation.PhysicalMemory;
        yield return new(() => PhysicalMemoryView.Of(memory, invocation.Limits), () => DumpJson.Pages(memory));
    }
}
