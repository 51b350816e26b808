namespace KdmpParser;

/// <summary>What one processor was doing: a decoded copy of the useful part of its KPRCB and of its thread.</summary>
public sealed record Processor
{
    /// <summary>Its number, from zero on.</summary>
    public required uint Number { get; init; }

    /// <summary>Where its KPRCB was.</summary>
    public VirtualAddress? Address { get; init; }

    /// <summary>The thread that it ran (KTHREAD, the first part of ETHREAD).</summary>
    public VirtualAddress? CurrentThread { get; init; }

    /// <summary>The process whose address space that thread used (EPROCESS).</summary>
    public VirtualAddress? CurrentProcess { get; init; }

    /// <summary>The thread environment block of that thread; <see langword="null"/> for threads that never leave the kernel.</summary>
    public VirtualAddress? Teb { get; init; }

    /// <summary>Where the kernel stack of that thread begins; it grows downwards from there.</summary>
    public VirtualAddress? InitialStack { get; init; }

    /// <summary>The registers that were saved when the system stopped; <see langword="null"/> when none were or they cannot be read.</summary>
    public CpuContext? Context { get; init; }

    /// <summary>Control register 0; like the others <see langword="null"/> on ARM64 and where none was saved.</summary>
    public ulong? Cr0 { get; init; }

    /// <summary>Control register 2: the address of the last page fault.</summary>
    public ulong? Cr2 { get; init; }

    /// <summary>Control register 3: the directory table base, as recorded (bits 11:0 can hold a PCID).</summary>
    public ulong? Cr3 { get; init; }

    /// <summary>Control register 4; bit 12 (LA57) says whether paging has five levels (Intel SDM vol. 3A, 2.5).</summary>
    public ulong? Cr4 { get; init; }

    /// <summary><see cref="Cr0"/> by the names of its flags.</summary>
    public Cr0Flags? Cr0Flags => (Cr0Flags?)Cr0;

    /// <summary><see cref="Cr4"/> by the names of its flags.</summary>
    public Cr4Flags? Cr4Flags => (Cr4Flags?)Cr4;

    /// <summary>
    /// Whether the dump's header is about this processor: its saved context has the header's stack pointer, or it is the only one that
    /// the dump has.
    /// </summary>
    public bool IsCaptured { get; init; }

    /// <summary>One line: number and thread.</summary>
    public override string ToString() => FormattableString.Invariant($"Processor {Number}, thread {CurrentThread?.ToString() ?? "not known"}");
}
