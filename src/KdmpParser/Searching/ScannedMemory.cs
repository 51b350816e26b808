namespace KdmpParser.Searching;

/// <summary>Addresses that a pass goes through from the first to the last, and the bytes among them that can be read.</summary>
internal abstract class ScannedMemory
{
    /// <summary>How much there is to pass, in bytes.</summary>
    public abstract long ByteCount { get; }

    /// <summary>How much of it is passed, in bytes.</summary>
    public abstract long BytesDone { get; }

    /// <summary>Goes one step on: shows bytes that follow each other, or passes over some that cannot be read.</summary>
    /// <returns>Whether there was anything left.</returns>
    public abstract bool Advance(IWindowReader reader);
}
