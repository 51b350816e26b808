using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>A call stack as WinDbg's <c>k</c> lists it, with how each frame was found; where it is not complete, what else may be a return address follows.</summary>
internal static class BacktraceView
{
    private static readonly string[] s_columns = ["#", "Child-SP#", "Return address#", "Place", "Found by"];

    public static View Of(Backtrace backtrace) => Of(backtrace, null);

    /// <param name="backtrace">The calls.</param>
    /// <param name="candidates">The values on the stack that may be return addresses; <see langword="null"/> where nobody asked for them.</param>
    /// <param name="limits">How much is shown.</param>
    /// <param name="processor">Whose stack it is, where that was asked for.</param>
    /// <param name="remark">What to know about that choice, in a sentence.</param>
    public static View Of(Backtrace backtrace, CapturedList<ReturnCandidate>? candidates, OutputLimits? limits = null, Processor? processor = null, string? remark = null)
    {
        limits ??= OutputLimits.Default;
        return new(Title(backtrace.Context, processor), [.. Remark(remark), Table(backtrace.Frames, limits), .. Ending(backtrace), .. Candidates(candidates, backtrace.IsComplete, limits)])
        {
            Limits = limits,
        };
    }

    /// <summary>Frames in the order of somebody's list.</summary>
    public static View Of(IEnumerable<StackFrame> frames) => new("", Table(frames, OutputLimits.Default));

    /// <summary>Where a call stack ends and why, in a sentence; <see langword="null"/> where there is nothing to say.</summary>
    public static string? Ending(BacktraceEnd end, KernelDataFailure? failure) => (end, failure) switch
    {
        (BacktraceEnd.Stopped, not null) => $"The call stack is not complete: {failure}.",
        (BacktraceEnd.UserMode, not null) => $"The kernel's part of the call stack is complete; it goes no further in user mode: {failure}.",
        _ => null,
    };

    /// <summary>That a processor's registers had to stand in for those of the crash, in a sentence.</summary>
    public static string? NoContext(Processor? processor) => processor is { Number: var number }
        ? string.Create(CultureInfo.InvariantCulture, $"The dump records no registers of the crash; these are those that processor {number} saved, and others may tell more.")
        : null;

    private static string Title(CpuContext context, Processor? processor) => processor is { Number: var number }
        ? string.Create(CultureInfo.InvariantCulture, $"Call stack of processor {number}: the registers {ContextKinds.Source(context.Kind)}")
        : $"Call stack of the registers {ContextKinds.Source(context.Kind)}";

    private static Paragraph[] Remark(string? remark) => remark is null ? [] : [new(remark)];

    private static Paragraph[] Ending(Backtrace backtrace) =>
        Ending(backtrace.End, backtrace.Failure) is { } ending ? [new(ending, isWarning: !backtrace.IsComplete)] : [];

    private static Block[] Candidates(CapturedList<ReturnCandidate>? candidates, bool isComplete, OutputLimits limits)
    {
        if (candidates is null)
            return [];
        Block[] blocks = ReturnCandidatesView.Blocks(candidates, limits);
        return isComplete ? [new Details(ReturnCandidatesView.Title, blocks)] : [new Paragraph(ReturnCandidatesView.Title + ":"), .. blocks];
    }

    private static DataTable Table(IEnumerable<StackFrame> frames, OutputLimits limits) => BoundedTable.Of("Frames", s_columns, frames, Row, limits);

    private static string[] Row(StackFrame frame) =>
    [
        frame.Number.ToString("x2", CultureInfo.InvariantCulture),
        frame.StackPointer.ToString(),
        frame.ReturnAddress?.ToString() ?? "-",
        frame.Description.ToString(),
        Found(frame),
    ];

    private static string Found(StackFrame frame)
    {
        string by = frame.Origin switch
        {
            FrameOrigin.Context => "registers",
            FrameOrigin.UnwindData => "unwind data",
            FrameOrigin.Epilogue => "epilogue",
            FrameOrigin.Leaf => "leaf function",
            FrameOrigin.MachineFrame => "machine frame",
            _ => frame.Origin.ToString(),
        };
        string certainty = frame.Certainty == Certainty.Certain ? "" : $", {Certainties.Of(frame.Certainty)}";
        return frame.Assumption is { } assumption ? $"{by}{certainty}: {assumption}" : by + certainty;
    }
}
