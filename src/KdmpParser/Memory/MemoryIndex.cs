namespace KdmpParser.Memory;

/// <summary>Knows where in the file each captured address is. Immutable; never has one entry for each page.</summary>
internal abstract class MemoryIndex
{
    /// <param name="address">A physical or virtual address, whichever the index is about.</param>
    /// <param name="fileOffset">Where its byte is in the file.</param>
    /// <param name="contiguous">How many bytes from there on follow each other in memory and in the file; at least one.</param>
    public abstract bool TryLocate(ulong address, out long fileOffset, out ulong contiguous);

    /// <summary>Whether an address was captured.</summary>
    public abstract bool Contains(ulong address);

    /// <summary>Where to look for more behind an address that is missing; zero where nothing follows.</summary>
    public abstract ulong NextAfter(ulong missing);

    /// <summary>Addresses that are captured, in pages of 4096 bytes.</summary>
    public abstract long PageCount { get; }

    /// <summary>File offset behind the last byte that the index points to.</summary>
    public abstract long FileEnd { get; }

    /// <summary>Captured ranges in ascending order; neighbours that also touch in the file are one.</summary>
    public abstract IEnumerable<Extent> Extents { get; }
}
