using KdmpParser.Format;

namespace KdmpParser;

/// <summary>Reads the contexts and exceptions that lie in memory. What cannot be read, or is none, is left out.</summary>
internal static class ContextSearch
{
    /// <summary>Bits of ContextFlags that name architectures, and above them bits that no architecture uses (winnt.h).</summary>
    private const uint ArchitectureBits = 0x00ffff00;

    /// <summary>The context at an address.</summary>
    public static CpuContext? Context(VirtualAddress? address, ContextKind kind, MachineType machine, VirtualAddressSpace memory)
    {
        var bytes = new byte[CpuContext.Size(machine)];
        return address is { } place && memory.Read(place, bytes).IsComplete && CpuContext.Decode(bytes, machine, kind) is { } context && IsOne(context)
            ? context
            : null;
    }

    /// <summary>The exception at an address.</summary>
    public static ExceptionRecord? Exception(VirtualAddress? address, VirtualAddressSpace memory) =>
        address is { } place && memory.TryRead(place, out ExceptionRecord64 bytes)
        && ExceptionRecord.Decode(bytes, ExceptionKind.BugCheckParameter) is { Code: not 0, ParameterCount: <= ExceptionRecord.MaximumParameters } exception
            ? exception
            : null;

    /// <summary>Whether the flags name this architecture, no other one, and a part: memory that is no context hardly ever does.</summary>
    private static bool IsOne(CpuContext context) =>
        context.Parts != ContextParts.None && uint.PopCount(context.ContextFlags & ArchitectureBits) == 1;
}
