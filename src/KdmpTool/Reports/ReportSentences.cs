using System.Globalization;
using KdmpInteractive.Grammar;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpTool.Reports;

/// <summary>The sentences of a report, for readers who know C and nothing of Windows' inside.</summary>
internal static class ReportSentences
{
    /// <summary>STATUS_BREAKPOINT (ntstatus.h).</summary>
    public const uint Breakpoint = 0x80000003;

    /// <summary>Stands at the top of a redacted report.</summary>
    public const string Redacted =
        "**This report is redacted.** Left out are all bytes of memory, and with them strings and the names of users and computers; the values on the stack that lie "
        + "in no module; vector and floating-point registers; the folders of modules; the texts of the dump's header; the secondary data (SMBIOS, ACPI and BIOS among it); and the path and "
        + "name of the dump. Kept are addresses, general registers, parameters, file names of modules, the Windows build and the time. What a register or a parameter holds by chance is not known.";

    /// <summary>What crashed, where and when.</summary>
    public static string Crash(KernelDump dump)
    {
        DumpHeader header = dump.Header;
        string when = Times.Utc(header.SystemTime) is { } time ? $" at {time}" : "";
        string why = dump.BugCheck is { } bugCheck ? $"stopped with bug check {MarkdownText.Code(bugCheck.ToString())}{when}." : $"was captured{when}; the dump records no bug check.";

        // The last one is the one that was not handled, where a parameter of the bug check leads to it.
        string what = dump.Exceptions is not [.., var exception] ? ""
            : IsStop(exception) ? $" The only exception that it records is the breakpoint at which Windows stopped itself."
            : $" The exception was {MarkdownText.Code(ExceptionRecordView.Summary(exception, dump))}.";
        return string.Create(CultureInfo.InvariantCulture, $"Windows (build {header.Build}, {Machines.Name(dump.Machine)}) {why}{what}");
    }

    /// <summary>Where an exception record comes from.</summary>
    public static string Origin(ExceptionRecord exception) => exception.Kind != ExceptionKind.Header ? "The record that a parameter of the bug check points to, of the exception that was not handled"
        : IsStop(exception) ? "The record in the dump's header, of the breakpoint at which Windows stopped itself"
        : "The record in the dump's header";

    /// <summary>Where the registers come from.</summary>
    public static string Origin(ContextKind kind) => kind switch
    {
        ContextKind.Header => "The registers in the dump's header",
        ContextKind.BugCheck => "The registers as the processor saved them at the bug check",
        _ => "The registers at the exception, where a parameter of the bug check points",
    };

    /// <summary>What the call stack is, and how much of it there is.</summary>
    /// <param name="backtrace">The calls; <see langword="null"/> where the dump records no registers.</param>
    public static string Stack(Backtrace? backtrace)
    {
        const string Calls = "Each call leaves its return address on the stack, so the stack tells how the processor came here. ";
        const string Candidates = "the values on the stack that lie in a module, from the latest call on; some are return addresses, others left over from earlier calls.";
        return backtrace switch
        {
            null or { Frames.Count: 0 } => $"{Calls}It cannot be unwound from here, so these are candidates: {Candidates}",
            { End: BacktraceEnd.UserMode } =>
                $"{Calls}The images' unwind data says where each address is: these are the calls, the latest first, from user mode into the kernel and up to where it stood.",
            { IsComplete: true } => $"{Calls}The images' unwind data says where each address is: these are the calls, the latest first, back to where the thread began.",
            _ => $"{Calls}The images' unwind data says where each address is, and not all that is needed is in the dump. "
                + $"The calls that are known come first, the latest of them on top. What follows are candidates: {Candidates}",
        };
    }

    /// <summary>The module to begin with, or why there is none.</summary>
    public static string WhereToBegin(SuspectModules suspects)
    {
        string module = suspects.First is not { } first
            ? $"No module is named: {suspects.ReasonNotRanked}."
            : $"{MarkdownText.Code(first.Name ?? "(no name)")} is where to begin, though not always who is at fault. {MarkdownText.Code(first.Evidence[0].Sentence)} "
                + "The ranking goes from the instruction that failed, or from the call of the bug check, outwards through the calls that led there; the kernel, where most failures are only noticed, comes behind others on the stack.";
        return string.Join(' ', suspects.Facts.Select(fact => MarkdownText.Code(fact)).Prepend(module));
    }

    /// <summary>Commands that the dump can answer, for whoever looks further.</summary>
    public static string GoingOn(KernelDump dump)
    {
        string stack = dump.Machine == MachineType.Arm64 ? "sp" : "rsp", next = dump.Machine == MachineType.Arm64 ? "pc" : "rip";
        (string Command, string What)[] commands =
        [
            ($"read {stack} --length 256 --as pointers", "the stack slot by slot, with the modules that values lie in"),
            ($"read {next} --length 32", "the bytes of the instructions"),
            .. dump.PhysicalMemory is not null && dump.Machine == MachineType.X64
                ? [($"translate {next}", "the way of an address through the page tables"), ("regions", "all that is mapped"), ("processes", "the processes"), ("hunt", "memory, images and processes that are not as they should be")]
                : ((string, string)[])[],
            ("processors", "what each processor did"),
            ("blobs", "what drivers added behind the dump"),
            ("help", "all commands"),
        ];
        return $"In a notebook, {MarkdownText.Code("dump")} is the dump as a C# object, and these commands look further:\n\n"
            + string.Join('\n', commands.Select(command => $"- {MarkdownText.Code($"{DirectiveLine.Directive} {command.Command}")}: {command.What}"));
    }

    /// <summary>Whether it is the breakpoint of the bug check itself, and no reason of it.</summary>
    private static bool IsStop(ExceptionRecord exception) => exception is { Kind: ExceptionKind.Header, Code: Breakpoint };
}
