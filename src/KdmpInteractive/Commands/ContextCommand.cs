using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>context</c>: the registers in the dump header.</summary>
internal static class ContextCommand
{
    public static Command Definition { get; } = new("context", "Show the registers in the dump header.", Run) { HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CpuContext context = invocation.Dump.Context ?? throw new CommandException($"{invocation.Dump.Name} records no context.");
        yield return new(() => ContextView.Of(context), () => DumpJson.Context(context));
    }
}
