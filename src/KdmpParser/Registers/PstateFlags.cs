namespace KdmpParser;

/// <summary>
/// The flags of ARM64's PSTATE where SPSR_EL1 keeps them (Arm Architecture Reference Manual, C5.2). The two bits of the exception level and
/// the two of the branch type are no flags and have no names here.
/// </summary>
[Flags]
public enum PstateFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>SP: the stack pointer of the exception level is in use, not that of level 0.</summary>
    StackPointerSelect = 1u << 0,

    /// <summary>M[4]: AArch32 state.</summary>
    AArch32 = 1u << 4,

    /// <summary>F: FIQ interrupts are masked.</summary>
    FastInterruptMask = 1u << 6,

    /// <summary>I: IRQ interrupts are masked.</summary>
    InterruptMask = 1u << 7,

    /// <summary>A: system errors are masked.</summary>
    SystemErrorMask = 1u << 8,

    /// <summary>D: debug exceptions are masked.</summary>
    DebugMask = 1u << 9,

    /// <summary>SSBS: speculative store bypassing is allowed.</summary>
    SpeculativeStoreBypassSafe = 1u << 12,

    /// <summary>ALLINT: all interrupts are masked.</summary>
    AllInterruptMask = 1u << 13,

    /// <summary>IL: the execution state is illegal.</summary>
    IllegalExecution = 1u << 20,

    /// <summary>SS: a software step is pending.</summary>
    SoftwareStep = 1u << 21,

    /// <summary>PAN: the kernel may not access user pages.</summary>
    PrivilegedAccessNever = 1u << 22,

    /// <summary>UAO: unprivileged loads and stores are taken as privileged.</summary>
    UserAccessOverride = 1u << 23,

    /// <summary>DIT: timing does not depend on data.</summary>
    DataIndependentTiming = 1u << 24,

    /// <summary>TCO: memory tags are not checked.</summary>
    TagCheckOverride = 1u << 25,

    /// <summary>V: the signed result does not fit.</summary>
    Overflow = 1u << 28,

    /// <summary>C: a carry out of the highest bit.</summary>
    Carry = 1u << 29,

    /// <summary>Z: the result is zero.</summary>
    Zero = 1u << 30,

    /// <summary>N: the highest bit of the result.</summary>
    Negative = 1u << 31,
}
