using System.Collections.Immutable;

namespace KdmpParser;

/// <summary>
/// A decoded copy of the x64 CONTEXT (winnt.h), 0x4d0 bytes. <see cref="ContextParts"/> says which register belongs to which part.
/// </summary>
/// <remarks>
/// winnt.h names Xmm0 to Xmm15 as the floating-point part, and the vector, debug control and last branch registers as no part. They are
/// given with the part that is nearest: the rest of the FXSAVE image with the floating-point part, the vector registers with the extended
/// state, the others with the debug registers. What Windows did not set there is what had been in memory before: in a real dump of build
/// 19041 with the flags 0x10001f, <see cref="DebugControl"/> is an address and <see cref="ControlWord"/> is no sensible one.
/// </remarks>
public sealed partial record Amd64Context : CpuContext
{
    private const uint AlwaysSet = 1 << 1;
    private const uint IoPrivilegeBits = 3 << 12;
    private const uint RoundingBits = 3 << 13;

    /// <summary>RAX.</summary>
    public ulong? Rax { get; init; }

    /// <summary>RCX.</summary>
    public ulong? Rcx { get; init; }

    /// <summary>RDX.</summary>
    public ulong? Rdx { get; init; }

    /// <summary>RBX.</summary>
    public ulong? Rbx { get; init; }

    /// <summary>RSP.</summary>
    public ulong? Rsp { get; init; }

    /// <summary>RBP.</summary>
    public ulong? Rbp { get; init; }

    /// <summary>RSI.</summary>
    public ulong? Rsi { get; init; }

    /// <summary>RDI.</summary>
    public ulong? Rdi { get; init; }

    /// <summary>R8.</summary>
    public ulong? R8 { get; init; }

    /// <summary>R9.</summary>
    public ulong? R9 { get; init; }

    /// <summary>R10.</summary>
    public ulong? R10 { get; init; }

    /// <summary>R11.</summary>
    public ulong? R11 { get; init; }

    /// <summary>R12.</summary>
    public ulong? R12 { get; init; }

    /// <summary>R13.</summary>
    public ulong? R13 { get; init; }

    /// <summary>R14.</summary>
    public ulong? R14 { get; init; }

    /// <summary>R15.</summary>
    public ulong? R15 { get; init; }

    /// <summary>RIP.</summary>
    public ulong? Rip { get; init; }

    /// <summary>RFLAGS, bits 31:0 (Intel SDM vol. 1, 3.4.3).</summary>
    public uint? EFlags { get; init; }

    /// <summary>The flags of <see cref="EFlags"/>.</summary>
    public RFlags? Flags => (RFlags?)(EFlags & ~(IoPrivilegeBits | AlwaysSet));

    /// <summary>The I/O privilege level, 0 to 3: bits 13:12 of <see cref="EFlags"/>.</summary>
    public int? IoPrivilegeLevel => (int?)(EFlags & IoPrivilegeBits) >> 12;

    /// <summary>CS selector.</summary>
    public ushort? SegCs { get; init; }

    /// <summary>DS selector.</summary>
    public ushort? SegDs { get; init; }

    /// <summary>ES selector.</summary>
    public ushort? SegEs { get; init; }

    /// <summary>FS selector.</summary>
    public ushort? SegFs { get; init; }

    /// <summary>GS selector.</summary>
    public ushort? SegGs { get; init; }

    /// <summary>SS selector.</summary>
    public ushort? SegSs { get; init; }

    /// <summary>Debug register 0.</summary>
    public ulong? Dr0 { get; init; }

    /// <summary>Debug register 1.</summary>
    public ulong? Dr1 { get; init; }

    /// <summary>Debug register 2.</summary>
    public ulong? Dr2 { get; init; }

    /// <summary>Debug register 3.</summary>
    public ulong? Dr3 { get; init; }

    /// <summary>Debug register 6.</summary>
    public ulong? Dr6 { get; init; }

    /// <summary>Debug register 7.</summary>
    public ulong? Dr7 { get; init; }

    /// <summary>MXCSR (offset 0x34); the FXSAVE image has a copy of its own.</summary>
    public uint? MxCsr { get; init; }

    /// <summary>The flags of <see cref="MxCsr"/>.</summary>
    public MxCsrFlags? MxCsrFlags => (MxCsrFlags?)(MxCsr & ~RoundingBits);

    /// <summary>How SSE instructions round: bits 14:13 of <see cref="MxCsr"/>.</summary>
    public RoundingControl? MxCsrRounding => (RoundingControl?)((MxCsr & RoundingBits) >> 13);

    /// <summary>The copy of MXCSR in the FXSAVE image (offset 0x118).</summary>
    public uint? FxMxCsr { get; init; }

    /// <summary>Bits of MXCSR that the processor knows.</summary>
    public uint? MxCsrMask { get; init; }

    /// <summary>x87 control word (FCW).</summary>
    public ushort? ControlWord { get; init; }

    /// <summary>x87 status word (FSW).</summary>
    public ushort? StatusWord { get; init; }

    /// <summary>Abridged x87 tag word: one bit a register, set when it is not empty (Intel SDM vol. 1, 10.5.1.1).</summary>
    public byte? TagWord { get; init; }

    /// <summary>Opcode of the last x87 instruction (FOP).</summary>
    public ushort? ErrorOpcode { get; init; }

    /// <summary>Low half of the last x87 instruction's address (FIP).</summary>
    public uint? ErrorOffset { get; init; }

    /// <summary>Code selector of the last x87 instruction.</summary>
    public ushort? ErrorSelector { get; init; }

    /// <summary>Low half of the last x87 operand's address (FDP).</summary>
    public uint? DataOffset { get; init; }

    /// <summary>Data selector of the last x87 operand.</summary>
    public ushort? DataSelector { get; init; }

    /// <summary>The eight x87 registers in stack order, 80 bits each in the low end.</summary>
    public ImmutableArray<UInt128>? X87 { get; init; }

    /// <summary>XMM0 to XMM15.</summary>
    public ImmutableArray<UInt128>? Xmm { get; init; }

    /// <summary>VectorRegister[26] (offset 0x300), given with the extended state.</summary>
    public ImmutableArray<UInt128>? Vector { get; init; }

    /// <summary>P1Home to P6Home, as recorded: room for the caller's register parameters, which belongs to no part.</summary>
    public ImmutableArray<ulong> Home { get; init; } = [0, 0, 0, 0, 0, 0];

    /// <summary>Vector control, given with the extended state.</summary>
    public ulong? VectorControl { get; init; }

    /// <summary>IA32_DEBUGCTL, given with the debug registers.</summary>
    public ulong? DebugControl { get; init; }

    /// <summary>Target of the last branch, given with the debug registers.</summary>
    public ulong? LastBranchToRip { get; init; }

    /// <summary>Source of the last branch, given with the debug registers.</summary>
    public ulong? LastBranchFromRip { get; init; }

    /// <summary>Target of the last branch before an exception, given with the debug registers.</summary>
    public ulong? LastExceptionToRip { get; init; }

    /// <summary>Source of the last branch before an exception, given with the debug registers.</summary>
    public ulong? LastExceptionFromRip { get; init; }

    /// <inheritdoc/>
    public override ContextParts Parts => PartsOf(ContextFlags);

    /// <inheritdoc/>
    public override MachineType Machine => MachineType.X64;

    /// <inheritdoc/>
    public override VirtualAddress? InstructionPointer => Rip;

    /// <inheritdoc/>
    public override VirtualAddress? StackPointer => Rsp;

    /// <inheritdoc/>
    public override IReadOnlyList<Register> Registers =>
    [
        new("rax", Rax, 64),
        new("rbx", Rbx, 64),
        new("rcx", Rcx, 64),
        new("rdx", Rdx, 64),
        new("rsi", Rsi, 64),
        new("rdi", Rdi, 64),
        new("rip", Rip, 64),
        new("rsp", Rsp, 64),
        new("rbp", Rbp, 64),
        new("r8", R8, 64),
        new("r9", R9, 64),
        new("r10", R10, 64),
        new("r11", R11, 64),
        new("r12", R12, 64),
        new("r13", R13, 64),
        new("r14", R14, 64),
        new("r15", R15, 64),
        new("efl", EFlags, 32),
        new("cs", SegCs, 16),
        new("ss", SegSs, 16),
        new("ds", SegDs, 16),
        new("es", SegEs, 16),
        new("fs", SegFs, 16),
        new("gs", SegGs, 16),
        new("dr0", Dr0, 64),
        new("dr1", Dr1, 64),
        new("dr2", Dr2, 64),
        new("dr3", Dr3, 64),
        new("dr6", Dr6, 64),
        new("dr7", Dr7, 64),
        new("mxcsr", MxCsr, 32),
        .. Numbered("xmm", 16, 128, i => Xmm?[i]),
    ];
}
