namespace KdmpParser.Paging;

/// <summary>
/// What Windows does to entries that the processor does not use, against the L1 terminal fault: with the swizzle bit clear, one high
/// bit was set so that the frame number names no cacheable memory, and does not belong to it. Not confirmed on a real dump.
/// </summary>
/// <param name="HighBit">Mask of the high bit; zero where Windows does nothing.</param>
/// <param name="SwizzleBit">Mask of the bit that says that the high bit is the entry's own.</param>
internal readonly record struct SoftwarePteFormat(ulong HighBit, ulong SwizzleBit)
{
    /// <param name="highBit">Index of the high bit (KDDEBUGGER_DATA64, offset 0x2c2).</param>
    /// <param name="swizzleBit">Index of the swizzle bit (offset 0x2c3).</param>
    /// <returns>Nothing to undo, where an index is zero or no bit of an entry, or the high one is no bit of a physical address (51:12).</returns>
    public static SoftwarePteFormat Of(byte highBit, byte swizzleBit) =>
        highBit is >= 12 and < 52 && swizzleBit is > 0 and < 64 ? new(1UL << highBit, 1UL << swizzleBit) : default;

    /// <summary>The entry as Windows means it.</summary>
    public PageTableEntry Undo(PageTableEntry entry) =>
        entry.Present || (entry.Value & SwizzleBit) != 0 ? entry : new(entry.Value & ~HighBit);
}
