using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>The registers of one processor: an <see cref="Amd64Context"/> or an <see cref="Arm64Context"/>.</summary>
public abstract record CpuContext
{
    /// <summary>Where the context comes from.</summary>
    public ContextKind Kind { get; init; }

    /// <summary>Which parts were captured, as CONTEXT_* bits of winnt.h.</summary>
    public uint ContextFlags { get; init; }

    /// <summary>Whose registers these are.</summary>
    public abstract MachineType Machine { get; }

    /// <summary>Rip or Pc.</summary>
    public abstract VirtualAddress InstructionPointer { get; }

    /// <summary>Rsp or Sp.</summary>
    public abstract VirtualAddress StackPointer { get; }

    /// <summary>Every register by name.</summary>
    public abstract IReadOnlyList<Register> Registers { get; }

    /// <summary>One line: which context, where it stood.</summary>
    public sealed override string ToString() => $"{Machine} context ({Kind}) at {InstructionPointer}";

    /// <param name="bytes">The 3000 bytes that the header reserves for a CONTEXT.</param>
    /// <param name="machine">Decides the layout.</param>
    /// <returns><see langword="null"/> where the writer recorded no context.</returns>
    internal static CpuContext? Decode(ReadOnlySpan<byte> bytes, MachineType machine)
    {
        if (machine == MachineType.Arm64)
            return Arm64Context.Decode(MemoryMarshal.Read<ContextArm64>(bytes));
        return Amd64Context.Decode(MemoryMarshal.Read<ContextAmd64>(bytes));
    }

    internal abstract void Encode(Span<byte> bytes);
}
