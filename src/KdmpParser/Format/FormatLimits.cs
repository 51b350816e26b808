namespace KdmpParser.Format;

/// <summary>Bounds on what a file may claim, beyond its own length.</summary>
internal static class FormatLimits
{
    /// <summary>Physical addresses have at most 52 bits (Intel SDM vol. 3A, 4.1.4), so page frame numbers have 40.</summary>
    public const ulong PageFrames = 1UL << 40;

    /// <summary>Bits of a bitmap: 2^31 pages are 8 TiB of memory and a bitmap of 256 MiB.</summary>
    public const ulong BitmapPages = 1UL << 31;

    /// <summary>Ranges of an RDMP table; real ones reach a million.</summary>
    public const ulong Ranges = 1UL << 25;
}
