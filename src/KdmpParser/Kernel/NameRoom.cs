namespace KdmpParser.Kernel;

/// <summary>
/// Room for the names of one list: each may be long, and in a hostile dump one long text can be the name of every entry. The name that goes past
/// the limit is the last one.
/// </summary>
internal sealed class NameRoom(KernelDumpLimits limits)
{
    private long _left = limits.ListTextBytes;

    /// <summary>Why there are no more names; <see langword="null"/> as long as there is room.</summary>
    public KernelDataFailure? Failure => _left >= 0 ? null : KernelDataFailure.LimitExceeded("bytes of names", limits.ListTextBytes);

    /// <param name="bytes">How long a name is, in its own encoding.</param>
    public void Use(int bytes) => _left -= bytes;
}
