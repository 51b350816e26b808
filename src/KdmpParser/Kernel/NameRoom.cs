namespace KdmpParser.Kernel;

/// <summary>
/// Room for the names of one list: each may be long, and in a hostile dump one long text can be the name of every entry. The name that goes past
/// the limit is the last one.
/// </summary>
internal sealed class NameRoom(KernelDumpLimits limits)
{
    private long _left = limits.ListTextBytes;

    /// <summary>Says that a name was left out; <see langword="null"/> as long as none was.</summary>
    public KernelDataFailure? Failure { get; private set; }

    /// <summary>Whether a name may be read. One that may not be is left out.</summary>
    public bool HasRoom()
    {
        if (_left < 0)
            Failure ??= KernelDataFailure.LimitExceeded("bytes of names", limits.ListTextBytes);
        return _left >= 0;
    }

    /// <param name="bytes">How long a name is that was read, in its own encoding.</param>
    public void Use(int bytes) => _left -= bytes;
}
