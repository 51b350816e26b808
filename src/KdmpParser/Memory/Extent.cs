namespace KdmpParser.Memory;

/// <summary>Bytes that follow each other in memory and in the file. An extent can end exactly at 2^64, so <see cref="Last"/> is inclusive.</summary>
internal readonly record struct Extent(ulong Start, ulong Length, long FileOffset)
{
    public ulong Last => Start + (Length - 1);

    /// <summary>What is left behind some bytes at the beginning, perhaps nothing at 2^64.</summary>
    public Extent From(ulong bytes) => new(unchecked(Start + bytes), Length - bytes, FileOffset + (long)bytes);

    public bool IsFollowedBy(Extent next) =>
        next.Start == unchecked(Start + Length) && next.Start != 0 && next.FileOffset == FileOffset + (long)Length;
}
