using System.Collections.Immutable;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>exception</c>: the exception record in the dump header; one at a parameter of the bug check is mentioned.</summary>
internal static class ExceptionCommand
{
    public static Command Definition { get; } = new("exception", "Show the exception record in the dump header.", Run) { CSharp = "dump.Exception", HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        ImmutableArray<ExceptionRecord> exceptions = invocation.Dump.Exceptions;
        ExceptionRecord record = invocation.Dump.Exception ?? throw new CommandException(exceptions.IsEmpty
            ? $"{invocation.Dump.Name} records no exception."
            : $"{invocation.Dump.Name} records no exception in its header; the bug check's parameters lead to {ExceptionRecordView.Summary(exceptions[0])}.");
        yield return new(() => ExceptionRecordView.Of(record, exceptions.Remove(record), invocation.Dump), () => DumpJson.Exception(record));
    }
}
