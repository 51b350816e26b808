namespace KdmpParser.Searching;

/// <summary>Bytes that follow each other in memory, as a pass comes to them.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="address">Address of the first one.</param>
/// <param name="repeated">How many of them the window before had, too.</param>
/// <param name="isContinued">Whether memory goes on here where the window before ended.</param>
internal readonly ref struct Window(ReadOnlySpan<byte> bytes, ulong address, int repeated, bool isContinued)
{
    /// <summary>Small enough to stay in a processor's own cache, also between a copy and the look at it.</summary>
    public const int Length = 1 << 16;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public ulong Address { get; } = address;

    public int Repeated { get; } = repeated;

    public bool IsContinued { get; } = isContinued;
}
