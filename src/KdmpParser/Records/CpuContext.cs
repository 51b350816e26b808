using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>
/// The registers of one processor: an <see cref="Amd64Context"/> or an <see cref="Arm64Context"/>. A register whose part of the context
/// was not captured is <see langword="null"/>, whatever its bytes hold.
/// </summary>
public abstract record CpuContext
{
    /// <summary>Where the context was found.</summary>
    public ContextKind Kind { get; init; }

    /// <summary>Which parts were captured, as recorded: CONTEXT_* bits of winnt.h.</summary>
    public uint ContextFlags { get; init; }

    /// <summary>
    /// Which parts were captured, by name. <see cref="ContextParts.None"/> when <see cref="ContextFlags"/> lacks the bit of this machine's
    /// architecture, which every CONTEXT_* constant includes.
    /// </summary>
    public abstract ContextParts Parts { get; }

    /// <summary>Whose registers these are.</summary>
    public abstract MachineType Machine { get; }

    /// <summary>Rip or Pc (control part).</summary>
    public abstract VirtualAddress? InstructionPointer { get; }

    /// <summary>Rsp or Sp (control part).</summary>
    public abstract VirtualAddress? StackPointer { get; }

    /// <summary>Every register by name, those that were not captured too.</summary>
    public abstract IReadOnlyList<Register> Registers { get; }

    /// <summary>One line: which context, where it stood.</summary>
    public sealed override string ToString() => $"{Machine} context ({Kind}) at {InstructionPointer?.ToString() ?? "(not captured)"}";

    /// <summary>Length of the record in bytes.</summary>
    internal static int Size(MachineType machine) => machine == MachineType.Arm64 ? ContextArm64.Size : ContextAmd64.Size;

    /// <param name="bytes">The record; there may be more behind it.</param>
    /// <param name="machine">Decides the layout.</param>
    /// <param name="kind">Where the bytes were found.</param>
    /// <returns><see langword="null"/> where the writer recorded no context.</returns>
    internal static CpuContext? Decode(ReadOnlySpan<byte> bytes, MachineType machine, ContextKind kind)
    {
        if (machine == MachineType.Arm64)
            return Arm64Context.Decode(MemoryMarshal.Read<ContextArm64>(bytes), kind);
        return Amd64Context.Decode(MemoryMarshal.Read<ContextAmd64>(bytes), kind);
    }

    /// <summary>Writes the record; what is <see langword="null"/> becomes zero.</summary>
    internal abstract void Encode(Span<byte> bytes);

    /// <param name="flags">ContextFlags.</param>
    /// <param name="bit">Which of them.</param>
    /// <param name="part">What it means.</param>
    private protected static ContextParts When(uint flags, uint bit, ContextParts part) => (flags & bit) != 0 ? part : ContextParts.None;

    private protected static IEnumerable<Register> Numbered(string name, int count, int bits, Func<int, UInt128?> value) =>
        Enumerable.Range(0, count).Select(i => new Register($"{name}{i}", value(i), bits));
}
