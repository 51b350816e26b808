namespace KdmpParser.Format;

/// <summary>Bounds that the architecture sets, whatever <see cref="KernelDumpLimits"/> allow.</summary>
internal static class FormatLimits
{
    /// <summary>Physical addresses have at most 52 bits (Intel SDM vol. 3A, 4.1.4), so page frame numbers have 40.</summary>
    public const ulong PageFrames = 1UL << 40;
}
