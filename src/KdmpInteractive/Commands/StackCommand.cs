using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>stack</c>: the values on the stack that may be return addresses. For programs, an object a line.</summary>
internal static class StackCommand
{
    private static readonly CommandParameter s_kind =
        new("--kind", $"From the stack pointer of which registers: {string.Join(", ", Choice.Names<ContextKind>())}; unless told, of the header, or all of the stack that a small dump saved.")
        {
            ValueName = "KIND",
            Choices = _ => Choice.Names<ContextKind>(),
        };

    public static Command Definition { get; } = new("stack", "List the values on the stack that may be return addresses.", Run)
    {
        Parameters = [s_kind, CommandTable.Maximum],
        Example = "--kind exception",
        CSharp = "dump.FindStackCandidates(dump.Contexts.First(context => context.Kind == ContextKind.Exception))",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CpuContext? context = invocation.Arguments.Has(s_kind.Name) ? invocation.Context(Choice.Of(invocation.Arguments, s_kind, ContextKind.Header)) : null;
        CapturedList<StackCandidate> candidates = context is null ? invocation.Dump.FindStackCandidates() : invocation.Dump.FindStackCandidates(context);
        OutputLimits limits = invocation.Limits;
        yield return new(() => StackCandidatesView.Of(candidates, limits, invocation.Dump))
        {
            Shortfall = candidates is { Count: 0, Failure: { } none } ? $"The stack cannot be gone through: {none}." : null,
            Note = candidates.Failure is { } failure ? $"{StackCandidatesView.Remark} Not complete: {failure}." : StackCandidatesView.Remark,
        };
        if (invocation.Place == CommandPlaces.Notebook)
            yield break;
        foreach (StackCandidate candidate in invocation.Bounded(candidates))
            yield return new(View: null, () => KernelJson.StackCandidate(candidate));
    }
}
