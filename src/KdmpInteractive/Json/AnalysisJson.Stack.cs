using System.Text.Json.Nodes;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Json;

// Call stacks.
internal static partial class AnalysisJson
{
    /// <param name="backtrace">The calls; <see langword="null"/> where there are no registers to begin with.</param>
    /// <param name="candidates">What may be return addresses.</param>
    /// <param name="processor">Whose registers those are, where a processor was asked for.</param>
    /// <param name="most">How many of each are written at most.</param>
    public static JsonObject Stack(Backtrace? backtrace, CapturedList<ReturnCandidate> candidates, Processor? processor, int most) => new()
    {
        ["context"] = backtrace is null ? null : ContextKinds.Name(backtrace.Context.Kind),
        ["processor"] = processor?.Number,
        ["frames"] = DumpJson.Array(backtrace?.Frames.Take(most) ?? [], Frame),
        ["complete"] = backtrace is { IsComplete: true },
        ["end"] = backtrace is null ? null : Name(backtrace.End),
        ["reason"] = backtrace?.Failure is { } failure ? Name(failure.Reason) : null,
        ["failure"] = backtrace?.Failure?.ToString(),
        ["candidates"] = DumpJson.Array(candidates.Take(most), Candidate),
        ["candidatesFailure"] = candidates.Failure?.ToString(),
    };

    private static JsonObject Frame(StackFrame frame) => new()
    {
        ["number"] = frame.Number,
        ["stackPointer"] = Address(frame.StackPointer),
        ["instructionPointer"] = Address(frame.InstructionPointer),
        ["returnAddress"] = Address(frame.ReturnAddress),
        ["place"] = frame.Description.ToString(),
        ["origin"] = Name(frame.Origin),
        ["certainty"] = Name(frame.Certainty),
        ["assumption"] = frame.Assumption,
    };

    private static JsonObject Candidate(ReturnCandidate candidate) => new()
    {
        ["address"] = Address(candidate.Candidate.Address),
        ["value"] = Address(candidate.Candidate.Value),
        ["module"] = candidate.Candidate.Module.Name,
        ["offset"] = Hex.Of(candidate.Candidate.Offset),
        ["place"] = candidate.Description.ToString(),
        ["check"] = Name(candidate.Check),
        ["call"] = candidate.Call?.Text,
        ["certainty"] = candidate.Certainty is { } certainty ? Name(certainty) : null,
        ["failure"] = candidate.Failure?.ToString(),
    };
}
