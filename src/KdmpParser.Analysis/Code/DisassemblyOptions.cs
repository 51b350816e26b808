namespace KdmpParser.Analysis;

/// <summary>What a disassembly shows.</summary>
public sealed record DisassemblyOptions
{
    /// <summary>Instructions that one listing can have at most, before and behind its address.</summary>
    public const int MaximumInstructions = 1 << 16;

    /// <summary>Instructions from the address on.</summary>
    public int Count { get; init; } = 16;

    /// <summary>Instructions before the address. Where they begin has to be found out on x64, see <see cref="CodeListing.Before"/>.</summary>
    public int Before { get; init; }

    /// <summary>
    /// Whose registers give values to the instruction that they stand at, and to no other. Unless told, the first of
    /// <see cref="KernelDump.Contexts"/> that stands at the address, else the first one that stands somewhere in the listing.
    /// </summary>
    public CpuContext? Context { get; init; }

    /// <summary>The address space; the dump's own unless told.</summary>
    public VirtualAddressSpace? Memory { get; init; }
}
