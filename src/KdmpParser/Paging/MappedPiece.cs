namespace KdmpParser.Paging;

/// <summary>A page that the tables map, or pages that follow each other in virtual memory.</summary>
internal readonly record struct MappedPiece(VirtualAddress Start, PhysicalAddress Physical, ulong Length, long PageSize, PageRights Rights)
{
    /// <summary>Whether both are parts of one region.</summary>
    public bool IsFollowedBy(MappedPiece next) => IsAlike(next) && next.Start == Start + Length;

    /// <summary>The same, and next to each other in physical memory too.</summary>
    public bool IsFollowedPhysicallyBy(MappedPiece next) => IsFollowedBy(next) && next.Physical.Value == Physical.Value + Length;

    private bool IsAlike(MappedPiece other) => other.PageSize == PageSize && other.Rights == Rights;
}
