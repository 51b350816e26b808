namespace KdmpParser;

/// <summary>The flags of CR4 (Intel SDM vol. 3A, 2.5).</summary>
[Flags]
public enum Cr4Flags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>VME: virtual interrupts in virtual-8086 mode.</summary>
    Virtual8086Extensions = 1UL << 0,

    /// <summary>PVI: virtual interrupts in protected mode.</summary>
    ProtectedModeVirtualInterrupts = 1UL << 1,

    /// <summary>TSD: RDTSC is for the kernel only.</summary>
    TimeStampDisable = 1UL << 2,

    /// <summary>DE: DR4 and DR5 are no other names of DR6 and DR7.</summary>
    DebuggingExtensions = 1UL << 3,

    /// <summary>PSE: 4 MiB pages in 32-bit paging.</summary>
    PageSizeExtensions = 1UL << 4,

    /// <summary>PAE: physical addresses of more than 32 bits; always set in 64-bit mode.</summary>
    PhysicalAddressExtension = 1UL << 5,

    /// <summary>MCE: machine checks are exceptions.</summary>
    MachineCheckEnable = 1UL << 6,

    /// <summary>PGE: global pages.</summary>
    PageGlobalEnable = 1UL << 7,

    /// <summary>PCE: RDPMC in user mode.</summary>
    PerformanceCounterEnable = 1UL << 8,

    /// <summary>OSFXSR: FXSAVE saves the SSE registers.</summary>
    FxSave = 1UL << 9,

    /// <summary>OSXMMEXCPT: SSE errors are exceptions of their own.</summary>
    SimdExceptions = 1UL << 10,

    /// <summary>UMIP: SGDT, SIDT, SLDT, SMSW and STR are for the kernel only.</summary>
    UserModeInstructionPrevention = 1UL << 11,

    /// <summary>LA57: five-level paging.</summary>
    LinearAddresses57 = 1UL << 12,

    /// <summary>VMXE: virtual machines.</summary>
    VirtualMachineExtensions = 1UL << 13,

    /// <summary>SMXE: safer mode.</summary>
    SaferModeExtensions = 1UL << 14,

    /// <summary>FSGSBASE: RDFSBASE and its like.</summary>
    FsGsBase = 1UL << 16,

    /// <summary>PCIDE: CR3 bits 11:0 are a process-context identifier.</summary>
    ProcessContextIdentifiers = 1UL << 17,

    /// <summary>OSXSAVE: XSAVE and extended states.</summary>
    XSave = 1UL << 18,

    /// <summary>KL: Key Locker.</summary>
    KeyLocker = 1UL << 19,

    /// <summary>SMEP: the kernel may not execute user pages.</summary>
    SupervisorExecutionPrevention = 1UL << 20,

    /// <summary>SMAP: the kernel may not access user pages unless <see cref="RFlags.AlignmentCheck"/> is set.</summary>
    SupervisorAccessPrevention = 1UL << 21,

    /// <summary>PKE: protection keys of user pages.</summary>
    ProtectionKeys = 1UL << 22,

    /// <summary>CET: control-flow enforcement, shadow stacks among it.</summary>
    ControlFlowEnforcement = 1UL << 23,

    /// <summary>PKS: protection keys of supervisor pages.</summary>
    SupervisorProtectionKeys = 1UL << 24,

    /// <summary>UINTR: user interrupts.</summary>
    UserInterrupts = 1UL << 25,

    /// <summary>LASS: the halves of the address space are kept apart before paging.</summary>
    LinearAddressSpaceSeparation = 1UL << 27,

    /// <summary>LAM_SUP: high bits of supervisor pointers are masked.</summary>
    SupervisorLinearAddressMasking = 1UL << 28,

    /// <summary>FRED: flexible return and event delivery.</summary>
    FlexibleReturnAndEventDelivery = 1UL << 32,
}
