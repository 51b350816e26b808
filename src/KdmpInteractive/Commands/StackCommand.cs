using System.Globalization;
using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Commands;

/// <summary><c>stack</c>: the calls that led to where a processor stood, and what else on its stack may be a return address.</summary>
internal static class StackCommand
{
    private static readonly CommandParameter s_context =
        new("--context", $"From which registers: {string.Join(", ", Choice.Names<ContextKind>())}; unless told, those of the header, or the first that the dump has, of a processor where it has no others.")
        {
            ValueName = "KIND",
            Alias = "--kind",
            Choices = _ => Choice.Names<ContextKind>(),
        };

    private static readonly CommandParameter s_processor =
        new("--processor", "From the registers that the processor of this number saved.")
        {
            ValueName = "N",
            Choices = session => session.Current is { } current ? NumbersIn(current.Dump) : [],
        };

    public static Command Definition { get; } = new("stack", "Show the calls that led to where a processor stood.", Run)
    {
        Parameters = [s_context, s_processor, CommandTable.Maximum],
        Example = "--context exception",
        CSharp = "dump.Unwind(dump.Contexts.First(context => context.Kind == ContextKind.Exception))",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        KernelDump dump = invocation.Dump;
        Processor? processor = ChosenProcessor(invocation);
        CpuContext? chosen = processor?.Context ?? ChosenContext(invocation);
        bool isFallback = chosen is null && dump.Contexts.IsEmpty;
        if (isFallback)
        {
            processor = dump.Processors.FirstOrDefault(other => other.Context is not null);
            chosen = processor?.Context;
        }

        string? remark = isFallback ? BacktraceView.NoContext(processor) : null;
        Backtrace? backtrace = (chosen ?? dump.Contexts.FirstOrDefault()) is { } context ? dump.Unwind(context) : null;
        CapturedList<ReturnCandidate> candidates = dump.FindReturnCandidates(chosen);
        OutputLimits limits = invocation.Limits;
        int most = invocation.Arguments.Count(CommandTable.Maximum.Name) ?? int.MaxValue;
        bool hasFrames = backtrace is { Frames.Count: > 0 };
        yield return new(
            () => backtrace is null ? ReturnCandidatesView.Of(candidates, limits) : BacktraceView.Of(backtrace, candidates, limits, processor, remark),
            () => AnalysisJson.Stack(backtrace, candidates, processor, most))
        {
            Shortfall = !hasFrames && candidates is { Count: 0, Failure: { } none } ? $"The stack cannot be gone through: {none}." : null,
            Note = backtrace is null ? "The dump records no registers to unwind the stack from; candidates for return addresses are all there is."
                : Join(remark, BacktraceView.Ending(backtrace.End, backtrace.Failure)),
        };
    }

    private static string? Join(string? first, string? second) => first is null || second is null ? first ?? second : $"{first} {second}";

    private static CpuContext? ChosenContext(CommandInvocation invocation) =>
        invocation.Arguments.Has(s_context.Name) ? invocation.Context(Choice.Of(invocation.Arguments, s_context, ContextKind.Header)) : null;

    /// <returns>A processor with registers; <see langword="null"/> where none was asked for.</returns>
    private static Processor? ChosenProcessor(CommandInvocation invocation)
    {
        CommandArguments arguments = invocation.Arguments;
        if (!arguments.Has(s_processor.Name))
            return null;
        if (arguments.Has(s_context.Name))
            throw new CommandException($"{s_context.Name} and {s_processor.Name} exclude each other.", isUsage: true);
        string text = arguments.Text(s_processor.Name)!;
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
            throw new CommandException($"'{text}' is not a number of a processor: a decimal number from zero on.", isUsage: true);
        CapturedList<Processor> processors = invocation.Dump.Processors;
        return processors.FirstOrDefault(processor => processor.Number == number) switch
        {
            { Context: not null } processor => processor,
            not null => throw new CommandException($"{invocation.Dump.Name} has no registers of processor {number}."),
            _ when processors.Failure is { } failure => throw new CommandException($"{invocation.Dump.Name} has no processor {number}: {failure}."),
            _ => throw new CommandException($"{invocation.Dump.Name} has no processor {number}; it has {processors.Count}, from zero on."),
        };
    }

    /// <summary>None where C# closed the dump: a host that asks for completions expects no exception.</summary>
    private static IEnumerable<string> NumbersIn(KernelDump dump)
    {
        try
        {
            return [.. dump.Processors.Select(processor => processor.Number.ToString(CultureInfo.InvariantCulture))];
        }
        catch (ObjectDisposedException)
        {
            return [];
        }
    }
}
