namespace KdmpParser.Searching;

/// <summary>Addresses that follow each other, perhaps none. They may go up to 2^64, so the last one is part of them.</summary>
internal readonly record struct AddressRange(ulong First, ulong Last)
{
    public bool IsEmpty => Last < First;

    /// <param name="start">The first address.</param>
    /// <param name="length">In bytes, cut where the addresses end. <see langword="null"/> for all that there are.</param>
    public static AddressRange Of(ulong start, ulong? length)
    {
        if (length == 0)
            return new(1, 0);
        return new(start, length is { } bytes && bytes - 1 <= ulong.MaxValue - start ? start + (bytes - 1) : ulong.MaxValue);
    }
}
