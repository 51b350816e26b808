using System.Runtime.InteropServices;

namespace KdmpParser.Benchmarks.Dumps;

/// <summary>
/// The memory of a machine: page tables that map its captured pages one after the other, and pages of zeros, which take no disk in a sparse
/// file, unless it is one in use. The tables are in the first pages that were captured.
/// </summary>
internal sealed class MappedMachine : IPageSource
{
    /// <summary>Pages of 4 KiB are mapped from here on, 16 GiB of them at most.</summary>
    public const ulong SmallPages = 0xffff_8000_0000_0000;

    /// <summary>Pages of 2 MiB are mapped from here on, nearly 4 GiB.</summary>
    public const ulong LargePages = 0xffff_a000_0000_0000;

    public const int LargePageCount = 2000;

    private const ulong TableEntry = 0x63, PageEntry = 0x8000_0000_0000_0163, LargePageEntry = 0x8000_0000_0000_01e3;
    private const int Entries = 512, PagesAlike = 4, MostSmallPages = 4 << 20;

    /// <summary>Writable data, constant data and code, of which a driver's image has a few pages each.</summary>
    private static readonly ulong[] s_usedEntries = [PageEntry, PageEntry & ~2UL, TableEntry & ~2UL];

    private readonly Dictionary<ulong, byte[]> _tables = [];
    private readonly IEnumerator<ulong> _nextTable;
    private readonly bool _isUsed;

    public MappedMachine(DumpLayout layout, long pages)
    {
        Ranges = PageRangeList.Of(layout, pages);
        _isUsed = layout == DumpLayout.Used;
        _nextTable = Addresses().GetEnumerator();
        Root = NewTable();
        SmallPageCount = (int)Math.Min(pages, MostSmallPages);
        MapSmallPages();
        MapLargePages();
    }

    public IReadOnlyList<PageRange> Ranges { get; }

    public ulong Root { get; }

    public int SmallPageCount { get; }

    public void ReadPages(PhysicalAddress start, Span<byte> destination)
    {
        if (_isUsed)
            MemoryContent.Fill(start, destination);
        else
            destination.Clear();
        if (start.Value > _nextTable.Current)
            return;
        for (int i = 0; i < destination.Length; i += PhysicalAddress.PageSize)
        {
            if (_tables.TryGetValue(start.Value + (ulong)i, out byte[]? table))
                table.CopyTo(destination[i..]);
        }
    }

    private void MapSmallPages()
    {
        ulong virtualAddress = SmallPages;
        Span<ulong> table = default;
        foreach (ulong address in Addresses().Take(SmallPageCount))
        {
            int index = Index(virtualAddress, 12);
            if (index == 0)
                table = Table(virtualAddress, 21);
            table[index] = address | (_isUsed ? s_usedEntries[index / PagesAlike % s_usedEntries.Length] : PageEntry);
            virtualAddress += PhysicalAddress.PageSize;
        }
    }

    /// <summary>Those of a PC have all been captured: they begin behind its video memory and leave out what lies between 3 and 4 GiB.</summary>
    private void MapLargePages()
    {
        for (ulong i = 0; i < LargePageCount; i++)
        {
            ulong virtualAddress = LargePages + (i << 21), page = i + 1 < 3 << 9 ? i + 1 : i + 1 + (1 << 9);
            Table(virtualAddress, 30)[Index(virtualAddress, 21)] = page << 21 | LargePageEntry;
        }
    }

    /// <summary>The table that the entries above the given bit lead to; it is made where it is missing.</summary>
    private Span<ulong> Table(ulong virtualAddress, int lowestBit)
    {
        ulong address = Root;
        for (int bit = 39; bit >= lowestBit; bit -= 9)
        {
            ref ulong entry = ref MemoryMarshal.Cast<byte, ulong>(_tables[address].AsSpan())[Index(virtualAddress, bit)];
            if (entry == 0)
                entry = NewTable() | TableEntry;
            address = entry & 0x000f_ffff_ffff_f000;
        }

        return MemoryMarshal.Cast<byte, ulong>(_tables[address].AsSpan());
    }

    private ulong NewTable()
    {
        _nextTable.MoveNext();
        _tables.Add(_nextTable.Current, new byte[PhysicalAddress.PageSize]);
        return _nextTable.Current;
    }

    private IEnumerable<ulong> Addresses()
    {
        foreach (PageRange range in Ranges)
        {
            for (long page = 0; page < range.PageCount; page++)
                yield return range.Start.Value + (ulong)page * PhysicalAddress.PageSize;
        }
    }

    private static int Index(ulong address, int bit) => (int)(address >> bit & (Entries - 1));
}
