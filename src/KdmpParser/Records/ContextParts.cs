using System.Diagnostics.CodeAnalysis;

namespace KdmpParser;

/// <summary>
/// Which parts of a CONTEXT were captured: ContextFlags without the bits that depend on the machine (CONTEXT_* of winnt.h). Registers of a
/// part that is not among them are <see langword="null"/>.
/// </summary>
[Flags]
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "CONTEXT_INTEGER is what winnt.h calls it.")]
public enum ContextParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>x64: Rip, Rsp, EFlags, SegCs, SegSs. ARM64: Pc, Sp, Lr, Fp, Cpsr.</summary>
    Control = 1 << 0,

    /// <summary>x64: Rax, Rbx, Rcx, Rdx, Rsi, Rdi, Rbp, R8 to R15. ARM64: X0 to X28.</summary>
    Integer = 1 << 1,

    /// <summary>x64 only: SegDs, SegEs, SegFs, SegGs.</summary>
    Segments = 1 << 2,

    /// <summary>x64: MxCsr and the FXSAVE image, with the x87 and XMM registers. ARM64: V0 to V31, Fpcr, Fpsr.</summary>
    FloatingPoint = 1 << 3,

    /// <summary>x64: Dr0 to Dr3, Dr6, Dr7. ARM64: breakpoint and watchpoint registers.</summary>
    DebugRegisters = 1 << 4,

    /// <summary>Extended processor state (XSTATE), which lies behind a CONTEXT and is not decoded.</summary>
    ExtendedState = 1 << 5,
}
