namespace KdmpParser;

/// <summary>A process: a decoded copy of the useful part of its EPROCESS.</summary>
public sealed record Process
{
    /// <summary>Process identifier; 4 is the System process.</summary>
    public required ulong Id { get; init; }

    /// <summary>Identifier of the process that started it, as recorded: that one can be gone, and its number used again. System has 0.</summary>
    public ulong? ParentId { get; init; }

    /// <summary>File name of its program, cut to 15 characters by the kernel. Not trustworthy: encode it before showing it.</summary>
    public string? Name { get; init; }

    /// <summary>Where its EPROCESS was; <see langword="null"/> when a small dump does not say.</summary>
    public VirtualAddress? Address { get; init; }

    /// <summary>Physical address of its top page table, as recorded: bits 11:0 can hold flags, which <see cref="KernelDump.GetAddressSpace"/> ignores.</summary>
    public ulong? DirectoryTableBase { get; init; }

    /// <summary>
    /// Its process environment block, in its own address space; zero for processes that never leave the kernel, <see langword="null"/> when it
    /// cannot be read.
    /// </summary>
    public VirtualAddress? Peb { get; init; }

    /// <summary>One line: name and identifier.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name ?? "(no name)"} ({Id})");
}
