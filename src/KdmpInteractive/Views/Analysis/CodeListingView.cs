using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>Code as instructions, with what the one at which the processor stood tried to do.</summary>
internal static class CodeListingView
{
    /// <summary>What the listing of somebody's own instructions is called.</summary>
    private const string Instructions = "Instructions";

    public static View Of(CodeListing listing) => Of(listing, OutputLimits.Default);

    /// <param name="listing">What is shown.</param>
    /// <param name="limits">How many lines.</param>
    public static View Of(CodeListing listing, OutputLimits limits)
    {
        string place = listing.Description.ShortName is { } name ? $"{listing.Address} {name}" : listing.Address.ToString();
        return new(
            listing.Context is { } context ? $"Code at {place} ({ContextKinds.Source(context.Kind)})" : $"Code at {place}",
            [.. Sentence(listing.Note), new CodeLines([.. listing.Instructions.Select(Line)]), .. End(listing), .. Before(listing.Before), .. Fault(listing)])
        {
            Limits = limits,
        };
    }

    /// <summary>Instructions out of a listing.</summary>
    public static View Of(IEnumerable<DecodedInstruction> instructions) => new(Instructions, new CodeLines([.. instructions.Select(Line)]));

    /// <summary>What an instruction tried, in sentences.</summary>
    public static View Of(FaultExplanation fault) => new("", Paragraph(fault));

    private static CodeLine Line(DecodedInstruction instruction) => new(
        instruction.Address.ToString(),
        Convert.ToHexString(instruction.Bytes.AsSpan()).ToLowerInvariant(),
        instruction.Text,
        instruction.IsCurrent ? "" : string.Join(", ", Comments(instruction)),
        instruction.IsCurrent ? [.. Comments(instruction)] : [],
        instruction.IsCurrent,
        instruction.State is DecodingState.Invalid or DecodingState.Incomplete);

    private static IEnumerable<string> Comments(DecodedInstruction instruction)
    {
        if (instruction.Failure is { } failure)
            return [$"{new VirtualAddress(failure.Address)}: {failure}"];
        IEnumerable<string> known = instruction.Operands.Select(operand => Known(operand, instruction.IsCurrent)).Where(text => text.Length > 0);
        return instruction.Target is { } target && !IsSaid(instruction, target) ? known.Append($"to {target}") : known;
    }

    /// <summary>The text of an instruction has the address of fixed memory already; what it holds is left to be said.</summary>
    private static string Known(CodeOperand operand, bool isCurrent)
    {
        if (isCurrent && operand.Text != operand.Address?.ToString())
            return operand.ToString();
        string named = operand.PointsTo is { } name ? $" {name}" : "";
        return operand.Content switch
        {
            null => "",
            { Failure: { } failure } => failure.ToString(),
            var content => $"holds {Convert.ToHexString([.. content.Bytes.Reverse()]).ToLowerInvariant()}{named}",
        };
    }

    /// <summary>Whether the text, or what a pointer holds, says where it leads.</summary>
    private static bool IsSaid(DecodedInstruction instruction, AddressDescription target) =>
        instruction.Text.Contains(target.Address.ToString(), StringComparison.Ordinal) || instruction.Operands.Any(operand => operand.PointsTo?.Address == target.Address);

    private static Paragraph[] Sentence(string? sentence) => sentence is null ? [] : [new(sentence)];

    private static Paragraph[] End(CodeListing listing) => listing.Failure is { } failure
        ? [new($"The code ends at {new VirtualAddress(failure.Address)}: {failure}.", isWarning: true)]
        : [];

    private static Paragraph[] Before(PrecedingCode? before) => before is null or { Start: CodeStart.FixedLength, Failure: null } ? [] :
    [
        new(
            $"Instructions before the address ({Certainties.Of(before.Certainty)}): {before.Evidence}.{(before.Failure is { } failure ? $" {char.ToUpperInvariant(failure.Message[0])}{failure.Message[1..]}." : "")}",
            before.Start is CodeStart.Agreement or CodeStart.None),
    ];

    /// <summary>Only where it says something: of a processor that merely stood here, nothing is known to have failed.</summary>
    private static Paragraph[] Fault(CodeListing listing) => listing.Fault is { } fault
        && (fault.Agreement != FaultAgreement.NotCompared || listing.Context?.Kind == ContextKind.Exception || fault.Accesses.Any(access => access.Outcome > AccessOutcome.Allowed))
        ? [Paragraph(fault)]
        : [];

    private static Paragraph Paragraph(FaultExplanation fault) => new(fault.ToString(), fault.Agreement == FaultAgreement.Contradicts);
}
