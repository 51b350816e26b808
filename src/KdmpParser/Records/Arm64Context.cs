using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>
/// A decoded copy of the ARM64 CONTEXT (winnt.h), 0x390 bytes. <see cref="ContextParts"/> says which register belongs to which part.
/// </summary>
public sealed record Arm64Context : CpuContext
{
    private const uint Architecture = 0x400000;
    private const uint ExceptionLevelBits = 3 << 2;
    private const uint BranchTypeBits = 3 << 10;

    /// <summary>
    /// X0 to X28. CONTEXT_ARM64_X18 makes no difference: real dumps of builds 17134 and 22000 have X18 without it.
    /// </summary>
    public ImmutableArray<ulong>? X { get; init; }

    /// <summary>Frame pointer, X29.</summary>
    public ulong? Fp { get; init; }

    /// <summary>Link register, X30.</summary>
    public ulong? Lr { get; init; }

    /// <summary>Stack pointer.</summary>
    public ulong? Sp { get; init; }

    /// <summary>Program counter.</summary>
    public ulong? Pc { get; init; }

    /// <summary>Processor state (PSTATE in the layout of SPSR).</summary>
    public uint? Cpsr { get; init; }

    /// <summary>The flags of <see cref="Cpsr"/>.</summary>
    public PstateFlags? Flags => (PstateFlags?)(Cpsr & ~(ExceptionLevelBits | BranchTypeBits));

    /// <summary>The exception level, 0 for user mode to 3: bits 3:2 of <see cref="Cpsr"/>.</summary>
    public int? ExceptionLevel => (int?)(Cpsr & ExceptionLevelBits) >> 2;

    /// <summary>V0 to V31.</summary>
    public ImmutableArray<UInt128>? V { get; init; }

    /// <summary>Floating-point control register.</summary>
    public uint? Fpcr { get; init; }

    /// <summary>Floating-point status register.</summary>
    public uint? Fpsr { get; init; }

    /// <summary>Breakpoint control registers 0 to 7.</summary>
    public ImmutableArray<uint>? Bcr { get; init; }

    /// <summary>Breakpoint value registers 0 to 7.</summary>
    public ImmutableArray<ulong>? Bvr { get; init; }

    /// <summary>Watchpoint control registers 0 and 1.</summary>
    public ImmutableArray<uint>? Wcr { get; init; }

    /// <summary>Watchpoint value registers 0 and 1.</summary>
    public ImmutableArray<ulong>? Wvr { get; init; }

    /// <inheritdoc/>
    public override ContextParts Parts => PartsOf(ContextFlags);

    /// <inheritdoc/>
    public override MachineType Machine => MachineType.Arm64;

    /// <inheritdoc/>
    public override VirtualAddress? InstructionPointer => Pc;

    /// <inheritdoc/>
    public override VirtualAddress? StackPointer => Sp;

    /// <inheritdoc/>
    public override IReadOnlyList<Register> Registers =>
    [
        .. Numbered("x", 29, 64, i => X?[i]),
        new("fp", Fp, 64),
        new("lr", Lr, 64),
        new("sp", Sp, 64),
        new("pc", Pc, 64),
        new("cpsr", Cpsr, 32),
        new("fpcr", Fpcr, 32),
        new("fpsr", Fpsr, 32),
        .. Numbered("bcr", 8, 32, i => Bcr?[i]),
        .. Numbered("bvr", 8, 64, i => Bvr?[i]),
        .. Numbered("wcr", 2, 32, i => Wcr?[i]),
        .. Numbered("wvr", 2, 64, i => Wvr?[i]),
        .. Numbered("v", 32, 128, i => V?[i]),
    ];

    internal static Arm64Context? Decode(in ContextArm64 context, ContextKind kind)
    {
        if (PageFill.Recorded(context.ContextFlags) is null)
            return null;
        ContextParts parts = PartsOf(context.ContextFlags);
        return new()
        {
            Kind = kind,
            ContextFlags = context.ContextFlags,
            Fp = In(ContextParts.Control, context.Fp),
            Lr = In(ContextParts.Control, context.Lr),
            Sp = In(ContextParts.Control, context.Sp),
            Pc = In(ContextParts.Control, context.Pc),
            Cpsr = In(ContextParts.Control, context.Cpsr),
            Fpcr = In(ContextParts.FloatingPoint, context.Fpcr),
            Fpsr = In(ContextParts.FloatingPoint, context.Fpsr),
            X = In<ImmutableArray<ulong>>(ContextParts.Integer, [.. (ReadOnlySpan<ulong>)context.X]),
            V = In<ImmutableArray<UInt128>>(ContextParts.FloatingPoint, [.. (ReadOnlySpan<UInt128>)context.V]),
            Bcr = In<ImmutableArray<uint>>(ContextParts.DebugRegisters, [.. (ReadOnlySpan<uint>)context.Bcr]),
            Bvr = In<ImmutableArray<ulong>>(ContextParts.DebugRegisters, [.. (ReadOnlySpan<ulong>)context.Bvr]),
            Wcr = In<ImmutableArray<uint>>(ContextParts.DebugRegisters, [.. (ReadOnlySpan<uint>)context.Wcr]),
            Wvr = In<ImmutableArray<ulong>>(ContextParts.DebugRegisters, [.. (ReadOnlySpan<ulong>)context.Wvr]),
        };

        T? In<T>(ContextParts part, T value) where T : struct => (parts & part) != 0 ? value : null;
    }

    internal override void Encode(Span<byte> bytes)
    {
        bytes.Clear();
        ref ContextArm64 context = ref MemoryMarshal.AsRef<ContextArm64>(bytes);
        context.ContextFlags = ContextFlags;
        context.Fp = Fp ?? 0;
        context.Lr = Lr ?? 0;
        context.Sp = Sp ?? 0;
        context.Pc = Pc ?? 0;
        context.Cpsr = Cpsr ?? 0;
        context.Fpcr = Fpcr ?? 0;
        context.Fpsr = Fpsr ?? 0;
        X?.CopyTo(context.X);
        V?.CopyTo(context.V);
        Bcr?.CopyTo(context.Bcr);
        Bvr?.CopyTo(context.Bvr);
        Wcr?.CopyTo(context.Wcr);
        Wvr?.CopyTo(context.Wvr);
    }

    /// <summary>CONTEXT_ARM64, CONTEXT_ARM64_CONTROL and its like (winnt.h).</summary>
    private static ContextParts PartsOf(uint flags) => (flags & Architecture) == 0 ? ContextParts.None
        : When(flags, 0x01, ContextParts.Control)
        | When(flags, 0x02, ContextParts.Integer)
        | When(flags, 0x04, ContextParts.FloatingPoint)
        | When(flags, 0x08, ContextParts.DebugRegisters)
        | When(flags, 0x20, ContextParts.ExtendedState);
}
