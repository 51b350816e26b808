namespace KdmpParser;

/// <summary>What is looked for in a dump, and where.</summary>
public sealed record SearchOptions
{
    /// <summary>Bytes to look for; a hit has any of them. At least one.</summary>
    public required IReadOnlyList<BytePattern> Patterns { get; init; }

    /// <summary>
    /// Whether virtual memory is gone through, in which bytes go on from one page to the next wherever those are; a small dump has no other. Physical
    /// memory is gone through otherwise, which has what is mapped nowhere, and everything once.
    /// </summary>
    public bool IsVirtual { get; init; }

    /// <summary>The address space for virtual memory; the dump's own unless told.</summary>
    public VirtualAddressSpace? Memory { get; init; }

    /// <summary>Where to begin: a virtual or a physical address.</summary>
    public ulong Start { get; init; }

    /// <summary>How far to go, in bytes; to the last address unless told. A hit lies wholly within.</summary>
    public ulong? Length { get; init; }
}
