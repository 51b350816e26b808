using KdmpParser.Memory;

namespace KdmpParser.Paging;

/// <summary>What an entry of an upper level says, looked up already: where in the file the next table is, or where in memory a large page.</summary>
/// <param name="Value">46 bits. From bit 0 on: two flags, and the frame of a page or the place of a table in units of an entry.</param>
internal readonly record struct KeptEntry(ulong Value)
{
    public const int Bits = 46;

    private const ulong PageFlag = 1, CapturedFlag = 2;
    private const int PlaceShift = 2;

    /// <summary>Whether it is a page.</summary>
    public bool IsPage => (Value & PageFlag) != 0;

    /// <summary>Whether all of the page was captured.</summary>
    public bool IsCaptured => (Value & CapturedFlag) != 0;

    /// <summary>Address of the page.</summary>
    public ulong Page => (Value >> PlaceShift) * PhysicalAddress.PageSize;

    /// <summary>File offset of the table.</summary>
    public long Table => (long)(Value >> PlaceShift) * sizeof(ulong);

    public static KeptEntry OfPage(CapturedMemory captured, ulong address, ulong length) =>
        new(address / PhysicalAddress.PageSize << PlaceShift | PageFlag | (captured.HasAll(address, length) ? CapturedFlag : 0));

    /// <returns>Whether the table was captured, in a place that can be kept.</returns>
    public static bool TryOfTable(CapturedMemory captured, PhysicalAddress table, out KeptEntry kept)
    {
        bool isThere = captured.TryLocate(table.Value, out long offset) && offset % sizeof(ulong) == 0 && (ulong)offset / sizeof(ulong) >> (Bits - PlaceShift) == 0;
        kept = isThere ? new((ulong)offset / sizeof(ulong) << PlaceShift) : default;
        return isThere;
    }
}
