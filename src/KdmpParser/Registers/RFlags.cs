namespace KdmpParser;

/// <summary>
/// The flags of RFLAGS, of which EFLAGS is the low half (Intel SDM vol. 1, 3.4.3). Bit 1, which is always set, and the two bits of the I/O
/// privilege level are no flags and have no names here.
/// </summary>
[Flags]
public enum RFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>CF: a carry or borrow out of the highest bit.</summary>
    Carry = 1 << 0,

    /// <summary>PF: an even number of ones in the lowest byte of the result.</summary>
    Parity = 1 << 2,

    /// <summary>AF: a carry or borrow out of bit 3.</summary>
    AuxiliaryCarry = 1 << 4,

    /// <summary>ZF: the result is zero.</summary>
    Zero = 1 << 6,

    /// <summary>SF: the highest bit of the result.</summary>
    Sign = 1 << 7,

    /// <summary>TF: a debug exception after each instruction.</summary>
    Trap = 1 << 8,

    /// <summary>IF: the processor answers maskable interrupts.</summary>
    InterruptEnable = 1 << 9,

    /// <summary>DF: string instructions go to lower addresses.</summary>
    Direction = 1 << 10,

    /// <summary>OF: the signed result does not fit.</summary>
    Overflow = 1 << 11,

    /// <summary>NT: the task is nested in another one.</summary>
    NestedTask = 1 << 14,

    /// <summary>RF: the next instruction's breakpoint is ignored once.</summary>
    Resume = 1 << 16,

    /// <summary>VM: virtual-8086 mode.</summary>
    Virtual8086 = 1 << 17,

    /// <summary>AC: alignment is checked in user mode; under SMAP, the kernel may access user pages.</summary>
    AlignmentCheck = 1 << 18,

    /// <summary>VIF: the virtual image of <see cref="InterruptEnable"/>.</summary>
    VirtualInterrupt = 1 << 19,

    /// <summary>VIP: a virtual interrupt is pending.</summary>
    VirtualInterruptPending = 1 << 20,

    /// <summary>ID: the CPUID instruction is there.</summary>
    Identification = 1 << 21,
}
