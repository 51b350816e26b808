using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>exception</c>: the exception record in the dump header.</summary>
internal static class ExceptionCommand
{
    public static Command Definition { get; } = new("exception", "Show the exception record in the dump header.", Run) { HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        ExceptionRecord record = invocation.Dump.Exception ?? throw new CommandException($"{invocation.Dump.Name} records no exception.");
        yield return new(() => ExceptionRecordView.Of(record), () => DumpJson.Exception(record));
    }
}
