using System.Collections.Immutable;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>context</c>: the registers in the dump header, or others that the dump holds.</summary>
internal static class ContextCommand
{
    private static readonly ContextKind[] s_kinds = Enum.GetValues<ContextKind>();

    private static readonly CommandParameter s_kind =
        new("--kind", $"Which registers: {Names(s_kinds)}; header unless told.") { ValueName = "KIND", Choices = _ => s_kinds.Select(ContextKinds.Name) };

    public static Command Definition { get; } = new("context", "Show the registers in the dump header, or at the exception.", Run)
    {
        Parameters = [s_kind],
        Example = "--kind exception",
        CSharp = "dump.Contexts.First(context => context.Kind == ContextKind.Exception)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        ContextKind kind = invocation.Arguments.Text(s_kind.Name) is { } text ? Parse(text) : ContextKind.Header;
        ImmutableArray<CpuContext> contexts = invocation.Dump.Contexts;
        CpuContext context = contexts.FirstOrDefault(context => context.Kind == kind) ?? throw Missing(invocation.Dump, kind);
        yield return new(() => ContextView.Of(context, contexts.Remove(context)), () => DumpJson.Context(context));
    }

    private static ContextKind Parse(string text)
    {
        int index = Array.FindIndex(s_kinds, kind => ContextKinds.Name(kind) == text);
        return index >= 0 ? s_kinds[index] : throw new CommandException($"'{text}' is no kind of context; the kinds are {Names(s_kinds)}.", isUsage: true);
    }

    private static CommandException Missing(KernelDump dump, ContextKind kind) => new(dump.Contexts.IsEmpty
        ? $"{dump.Name} records no context."
        : $"{dump.Name} has no context of kind {ContextKinds.Name(kind)}; it has {Names(dump.Contexts.Select(context => context.Kind))}.");

    private static string Names(IEnumerable<ContextKind> kinds) => string.Join(", ", kinds.Select(ContextKinds.Name));
}
