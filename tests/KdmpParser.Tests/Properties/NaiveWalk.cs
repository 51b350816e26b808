namespace KdmpParser.Tests.Properties;

/// <summary>What became of one address.</summary>
/// <param name="Steps">The entries that were read: where they are, and what stands there.</param>
internal sealed record NaiveWalk(List<(ulong Address, ulong Value)> Steps)
{
    public MemoryFailure? Failure { get; init; }

    public ulong? Physical { get; init; }

    public long? PageSize { get; init; }

    public (bool Writable, bool User, bool Executable)? Rights { get; init; }

    /// <summary>What the last entry says, unless it could not be read.</summary>
    public PageTableEntryKind? Entry { get; init; }

    public (ulong Address, ulong Value)? Prototype { get; init; }

    /// <summary>Whether the processor itself would translate the address.</summary>
    public bool IsMapped => PageSize is not null && Entry == PageTableEntryKind.Valid;

    /// <summary>Whether a table is read as one of another level too: the self-map, or another loop.</summary>
    public bool IsLoop => Steps.Select(step => step.Address / 4096).Distinct().Count() < Steps.Count;
}
