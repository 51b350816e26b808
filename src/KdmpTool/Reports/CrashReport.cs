using KdmpInteractive.Grammar;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;
using KdmpTool.Notebooks;

namespace KdmpTool.Reports;

/// <summary>
/// What a report consists of: a notebook whose cells show the crash when they are run, one section after the other, with only those that
/// the dump can give. What its sentences say of the dump comes from the same dump that the cells run on: a redacted one has nothing more to say.
/// </summary>
internal static class CrashReport
{
    /// <summary>What stands for the path of a dump that cannot be named, or must not be.</summary>
    public const string AnyPath = "memory.dmp";

    /// <param name="dump">What it is about.</param>
    /// <param name="path">The dump's path as an <c>open</c> line has it, or <see langword="null"/>.</param>
    /// <param name="options">How it was opened, as options of <c>open</c>.</param>
    public static Notebook Of(KernelDump dump, string? path, params IEnumerable<string> options) => new(
    [
        Text([$"# Crash report of {MarkdownText.Code(dump.Name)}", ReportSentences.Crash(dump), .. dump.IsRedacted ? [ReportSentences.Redacted] : (string[])[]]),
        .. Opening(path, options),
        .. BugCheck(dump),
        .. Exception(dump),
        .. Code(dump),
        Text("## Where to begin", ReportSentences.WhereToBegin(dump.FindSuspects())),
        Command("suspects"),
        .. Registers(dump),
        .. Stack(dump),
        .. Modules(),
        .. Memory(dump),
        Text("## Going on", ReportSentences.GoingOn(dump)),
    ]);

    private static NotebookCell[] Opening(string? path, IEnumerable<string> options) =>
    [
        Text("## The dump", path is null
            ? $"To run this again, put the dump beside this file as {MarkdownText.Code(AnyPath)}, or write its path into the second cell."
            : "To run this again, begin with these two cells: the first loads the commands, the second opens the dump."),
        new(NotebookCell.CSharp, "#r \"nuget:KdmpInteractive\""),
        Command(string.Join(' ', ["open", path ?? AnyPath, .. options])),
    ];

    private static NotebookCell[] BugCheck(KernelDump dump)
    {
        const string Title = "## Why Windows stopped";
        return dump.BugCheck is null
            ? [Text(Title, "The dump records no bug check.")]
            : [Text(Title, "A *bug check* is Windows stopping on purpose, since going on could do harm. The code says why; what the four parameters mean depends on it."), Command("bugcheck")];
    }

    private static IEnumerable<NotebookCell> Exception(KernelDump dump) =>
    [
        Text("## The exception", dump.Exceptions.IsEmpty
            ? "The dump records no exception."
            : "An *exception record* says what the processor could not do, and at which instruction."),
        .. EachOnce(
            dump.Exceptions,
            exception => (ReportSentences.Origin(exception), exception.Kind == ExceptionKind.Header ? "exception" : $"exception --kind {Choice.Name(exception.Kind)}"),
            (one, other) => (one with { Kind = other.Kind, Information = other.Information }) == other && one.Information.SequenceEqual(other.Information)),
    ];

    /// <summary>The instruction that raised the exception, where the dump has it.</summary>
    private static NotebookCell[] Code(KernelDump dump)
    {
        bool isRaised = dump.Contexts.Any(context => context.Kind == ContextKind.Exception) || dump.Exceptions is [.., { Code: not ReportSentences.Breakpoint }];
        CpuContext? context = dump.Contexts.FirstOrDefault(context => context.Kind == ContextKind.Exception) ?? dump.Context;
        return isRaised && dump.Machine == MachineType.X64 && context?.InstructionPointer is { } stopped && dump.Disassemble(stopped, 1).Failure is null
            ? [Text("## The instruction", "The code around it, as the processor reads it; below, what the instruction tried to do, and whether the exception says the same."), Command("disasm --before 6 --count 4")]
            : [];
    }

    private static IEnumerable<NotebookCell> Registers(KernelDump dump) =>
    [
        Text("## Registers", dump.Contexts.IsEmpty
            ? "The dump records no registers."
            : "A *context* is a copy of a processor's registers. Where a value lies in a module, its name stands beside it."),
        .. EachOnce(
            dump.Contexts,
            context => (ReportSentences.Origin(context.Kind), context.Kind == ContextKind.Header ? "context" : $"context --kind {ContextKinds.Name(context.Kind)}"),
            (one, other) => one.Registers.SequenceEqual(other.Registers)),
    ];

    /// <summary>Each of a few records that differs from those before it; the others are named.</summary>
    private static IEnumerable<NotebookCell> EachOnce<T>(IReadOnlyList<T> records, Func<T, (string Origin, string Command)> describe, Func<T, T, bool> same)
    {
        for (int i = 0; i < records.Count; i++)
        {
            (string origin, string command) = describe(records[i]);
            if (records.Take(i).Any(earlier => same(earlier, records[i])))
            {
                yield return Text($"{origin}: the same once more ({MarkdownText.Code($"{DirectiveLine.Directive} {command}")}).");
                continue;
            }

            yield return Text($"{origin}:");
            yield return Command(command);
        }
    }

    private static NotebookCell[] Stack(KernelDump dump)
    {
        const string Title = "## The stack";
        Backtrace? backtrace = dump.Contexts.FirstOrDefault() is { } context ? dump.Unwind(context) : null;
        return backtrace is not { Frames.Count: > 0 } && dump.FindReturnCandidates(null) is { Count: 0, Failure: { } failure }
            ? [Text(Title, $"The stack cannot be gone through: {MarkdownText.Code(failure.ToString())}.")]
            : [Text(Title, ReportSentences.Stack(backtrace)), Command("stack")];
    }

    private static NotebookCell[] Modules() =>
    [
        Text("## Modules", "The kernel, its drivers, and the images of the process that ran. Name, time stamp and size are what a symbol server is asked for."),
        Command("modules"),
    ];

    private static NotebookCell[] Memory(KernelDump dump)
    {
        const string Title = "## Memory";
        return dump.PhysicalMemory is null
            ? [Text(Title, "This is a small dump: it holds the stack and some pieces of virtual memory, and no physical memory that could be drawn.")]
            : [Text(Title, "Which parts of the machine's physical memory the dump holds:"), Command("map")];
    }

    private static NotebookCell Text(params IEnumerable<string> paragraphs) => new(NotebookCell.Markdown, string.Join("\n\n", paragraphs));

    private static NotebookCell Command(string line) => new(NotebookCell.CSharp, $"{DirectiveLine.Directive} {line}");
}
