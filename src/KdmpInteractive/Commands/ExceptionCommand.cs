using System.Collections.Immutable;
using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>exception</c>: the exception record in the dump header, or the one that the bug check's parameters lead to; the other is mentioned.</summary>
internal static class ExceptionCommand
{
    private static readonly CommandParameter s_kind = Choice.Option("--kind", "KIND", "Which record", ExceptionKind.Header);

    public static Command Definition { get; } = new("exception", "Show the exception record in the dump header, or of the bug check's parameters.", Run)
    {
        Parameters = [s_kind],
        Example = "--kind bugcheckparameter",
        CSharp = "dump.Exceptions.First(exception => exception.Kind == ExceptionKind.BugCheckParameter)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        ImmutableArray<ExceptionRecord> exceptions = invocation.Dump.Exceptions;
        ExceptionKind kind = Choice.Of(invocation.Arguments, s_kind, ExceptionKind.Header);
        ExceptionRecord record = exceptions.FirstOrDefault(exception => exception.Kind == kind) ?? throw new CommandException(
            exceptions.IsEmpty ? $"{invocation.Dump.Name} records no exception."
            : kind == ExceptionKind.Header
                ? $"{invocation.Dump.Name} records no exception in its header; the bug check's parameters lead to {ExceptionRecordView.Summary(exceptions[0])}."
                : $"The bug check's parameters of {invocation.Dump.Name} lead to no exception; its header records {ExceptionRecordView.Summary(exceptions[0])}.");
        yield return new(() => ExceptionRecordView.Of(record, exceptions.Remove(record), invocation.Dump), () => DumpJson.Exception(record));
    }
}
