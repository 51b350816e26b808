using System.Collections.Immutable;
using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>context</c>: the registers in the dump header, or others that the dump holds.</summary>
internal static class ContextCommand
{
    private static readonly CommandParameter s_kind = Choice.Option("--kind", "KIND", "Which registers", ContextKind.Header);

    public static Command Definition { get; } = new("context", "Show the registers in the dump header, or at the exception.", Run)
    {
        Parameters = [s_kind],
        Example = "--kind exception",
        CSharp = "dump.Contexts.First(context => context.Kind == ContextKind.Exception)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CpuContext context = invocation.Context(Choice.Of(invocation.Arguments, s_kind, ContextKind.Header));
        ImmutableArray<CpuContext> contexts = invocation.Dump.Contexts;
        yield return new(() => ContextView.Of(context, contexts.Remove(context), invocation.Dump), () => DumpJson.Context(context));
    }
}
