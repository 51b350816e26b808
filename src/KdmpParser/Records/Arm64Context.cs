using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>A decoded copy of the ARM64 CONTEXT (winnt.h), 0x390 bytes.</summary>
public sealed record Arm64Context : CpuContext
{
    /// <summary>X0 to X28.</summary>
    public ImmutableArray<ulong> X { get; init; } = [.. new ulong[29]];

    /// <summary>Frame pointer, X29.</summary>
    public ulong Fp { get; init; }

    /// <summary>Link register, X30.</summary>
    public ulong Lr { get; init; }

    /// <summary>Stack pointer.</summary>
    public ulong Sp { get; init; }

    /// <summary>Program counter.</summary>
    public ulong Pc { get; init; }

    /// <summary>Processor state (PSTATE in the layout of SPSR).</summary>
    public uint Cpsr { get; init; }

    /// <summary>V0 to V31.</summary>
    public ImmutableArray<UInt128> V { get; init; } = [.. new UInt128[32]];

    /// <summary>Floating-point control register.</summary>
    public uint Fpcr { get; init; }

    /// <summary>Floating-point status register.</summary>
    public uint Fpsr { get; init; }

    /// <summary>Breakpoint control registers 0 to 7.</summary>
    public ImmutableArray<uint> Bcr { get; init; } = [.. new uint[8]];

    /// <summary>Breakpoint value registers 0 to 7.</summary>
    public ImmutableArray<ulong> Bvr { get; init; } = [.. new ulong[8]];

    /// <summary>Watchpoint control registers 0 and 1.</summary>
    public ImmutableArray<uint> Wcr { get; init; } = [0, 0];

    /// <summary>Watchpoint value registers 0 and 1.</summary>
    public ImmutableArray<ulong> Wvr { get; init; } = [0, 0];

    /// <inheritdoc/>
    public override MachineType Machine => MachineType.Arm64;

    /// <inheritdoc/>
    public override VirtualAddress InstructionPointer => new(Pc);

    /// <inheritdoc/>
    public override VirtualAddress StackPointer => new(Sp);

    /// <inheritdoc/>
    public override IReadOnlyList<Register> Registers =>
    [
        .. X.Select((value, i) => new Register($"x{i}", value, 64)),
        new("fp", Fp, 64),
        new("lr", Lr, 64),
        new("sp", Sp, 64),
        new("pc", Pc, 64),
        new("cpsr", Cpsr, 32),
        new("fpcr", Fpcr, 32),
        new("fpsr", Fpsr, 32),
        .. Bcr.Select((value, i) => new Register($"bcr{i}", value, 32)),
        .. Bvr.Select((value, i) => new Register($"bvr{i}", value, 64)),
        .. Wcr.Select((value, i) => new Register($"wcr{i}", value, 32)),
        .. Wvr.Select((value, i) => new Register($"wvr{i}", value, 64)),
        .. V.Select((value, i) => new Register($"v{i}", value, 128)),
    ];

    internal static Arm64Context? Decode(in ContextArm64 context)
    {
        if (PageFill.Recorded(context.ContextFlags) is null)
            return null;
        return new()
        {
            ContextFlags = context.ContextFlags,
            Fp = context.Fp,
            Lr = context.Lr,
            Sp = context.Sp,
            Pc = context.Pc,
            Cpsr = context.Cpsr,
            Fpcr = context.Fpcr,
            Fpsr = context.Fpsr,
            X = [.. (ReadOnlySpan<ulong>)context.X],
            V = [.. (ReadOnlySpan<UInt128>)context.V],
            Bcr = [.. (ReadOnlySpan<uint>)context.Bcr],
            Bvr = [.. (ReadOnlySpan<ulong>)context.Bvr],
            Wcr = [.. (ReadOnlySpan<uint>)context.Wcr],
            Wvr = [.. (ReadOnlySpan<ulong>)context.Wvr],
        };
    }

    internal override void Encode(Span<byte> bytes)
    {
        bytes.Clear();
        ref ContextArm64 context = ref MemoryMarshal.AsRef<ContextArm64>(bytes);
        context.ContextFlags = ContextFlags;
        context.Fp = Fp;
        context.Lr = Lr;
        context.Sp = Sp;
        context.Pc = Pc;
        context.Cpsr = Cpsr;
        context.Fpcr = Fpcr;
        context.Fpsr = Fpsr;
        X.AsSpan().CopyTo(context.X);
        V.AsSpan().CopyTo(context.V);
        Bcr.AsSpan().CopyTo(context.Bcr);
        Bvr.AsSpan().CopyTo(context.Bvr);
        Wcr.AsSpan().CopyTo(context.Wcr);
        Wvr.AsSpan().CopyTo(context.Wvr);
    }
}
