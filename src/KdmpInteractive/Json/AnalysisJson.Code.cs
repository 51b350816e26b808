using System.Text.Json.Nodes;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Json;

/// <summary>What can be concluded from a dump, for programs; the conventions are those of <see cref="DumpJson"/>.</summary>
internal static partial class AnalysisJson
{
    public static JsonObject Code(CodeListing listing) => new()
    {
        ["address"] = Hex.Of(listing.Address.Value),
        ["name"] = listing.Description.ToString(),
        ["machine"] = listing.Machine.ToString().ToLowerInvariant(),
        ["context"] = listing.Context is { } context ? DumpJson.Name(context.Kind) : null,
        ["before"] = listing.Before is not { } before ? null : new JsonObject
        {
            ["count"] = before.Count,
            ["start"] = DumpJson.Name(before.Start),
            ["certainty"] = DumpJson.Name(before.Certainty),
            ["evidence"] = before.Evidence,
            ["failure"] = before.Failure?.Message,
        },
        ["instructions"] = DumpJson.Array(listing.Instructions, Instruction),
        ["fault"] = listing.Fault is { } fault ? Fault(fault) : null,
        ["failure"] = DumpJson.MemoryFailure(listing.Failure),
        ["note"] = listing.Note,
    };

    public static JsonObject Instruction(DecodedInstruction instruction) => new()
    {
        ["address"] = Hex.Of(instruction.Address.Value),
        ["bytes"] = Convert.ToHexString(instruction.Bytes.AsSpan()).ToLowerInvariant(),
        ["state"] = DumpJson.Name(instruction.State),
        ["text"] = instruction.Text,
        ["current"] = instruction.IsCurrent,
        ["target"] = Target(instruction.Target),
        ["operands"] = DumpJson.Array(instruction.Operands, Operand),
        ["failure"] = DumpJson.MemoryFailure(instruction.Failure),
    };

    private static JsonObject? Target(AddressDescription? target) => target is null ? null : new()
    {
        ["address"] = Hex.Of(target.Address.Value),
        ["name"] = target.ToString(),
    };

    private static JsonObject Operand(CodeOperand operand)
    {
        var json = new JsonObject { ["kind"] = DumpJson.Name(operand.Kind), ["text"] = operand.Text };
        if (operand.Kind == OperandKind.Register)
        {
            json["value"] = Hex.Recorded(operand.Value);
            return json;
        }

        json["access"] = Access(operand.Access);
        json["size"] = operand.Size;
        json["address"] = Hex.Recorded(operand.Address?.Value);
        json["name"] = operand.Description?.ToString();
        json["content"] = operand.Content is { } content ? DumpJson.Memory(content) : null;
        json["pointsTo"] = Target(operand.PointsTo);
        return json;
    }

    private static JsonObject Fault(FaultExplanation fault) => new()
    {
        ["address"] = Hex.Of(fault.Address.Value),
        ["accesses"] = DumpJson.Array(fault.Accesses, access => new JsonObject
        {
            ["access"] = Access(access.Access),
            ["text"] = access.Text,
            ["size"] = access.Size,
            ["address"] = Hex.Recorded(access.Address?.Value),
            ["outcome"] = DumpJson.Name(access.Outcome),
            ["failure"] = DumpJson.MemoryFailure(access.Failure),
        }),
        ["exceptionCode"] = Hex.Recorded(fault.Exception?.Code),
        ["agreement"] = DumpJson.Name(fault.Agreement),
        ["sentence"] = fault.ToString(),
    };

    private static string Access(MemoryAccess access) => DumpJson.Name(access);
}
