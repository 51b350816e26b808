namespace KdmpParser.Sample;

/// <summary>Writes x64 page tables into a memory image.</summary>
/// <param name="memory">Where to.</param>
/// <param name="root">Address of the PML4 table.</param>
/// <param name="nextTable">Address of the first page that may become a table; the following ones are used in turn.</param>
internal sealed class PageTableBuilder(MemoryImage memory, PhysicalAddress root, PhysicalAddress nextTable)
{
    public const ulong Present = 1 << 0;
    public const ulong Writable = 1 << 1;
    public const ulong User = 1 << 2;
    public const ulong Accessed = 1 << 5;
    public const ulong Dirty = 1 << 6;
    public const ulong LargePage = 1 << 7;
    public const ulong NoExecute = 1UL << 63;

    private PhysicalAddress _nextTable = nextTable;

    /// <summary>Rights of the tables themselves: everything, so that the last entry decides.</summary>
    private const ulong TableRights = Present | Writable | User | Accessed | Dirty;

    /// <summary>Maps pages of 4 KiB that follow each other.</summary>
    public void Map(VirtualAddress address, PhysicalAddress page, int count, ulong rights)
    {
        for (ulong i = 0; i < (ulong)count; i++)
            Set(PageTableLevel.Pte, address.Value + i * 4096, page.Value + i * 4096 | rights | Present | Accessed);
    }

    /// <summary>Maps one page of 2 MiB (at <see cref="PageTableLevel.Pde"/>) or 1 GiB (at <see cref="PageTableLevel.Pdpte"/>).</summary>
    public void MapLarge(PageTableLevel level, VirtualAddress address, PhysicalAddress page, ulong rights) =>
        Set(level, address, page.Value | rights | Present | Accessed | Dirty | LargePage);

    /// <summary>Sets one entry to any value; the tables above it are made when they are missing.</summary>
    public void Set(PageTableLevel level, VirtualAddress address, ulong value) => memory.Write(EntryAddress(level, address), value);

    /// <summary>Where the entry of a level is.</summary>
    public PhysicalAddress EntryAddress(PageTableLevel level, VirtualAddress address)
    {
        PhysicalAddress table = root;
        for (PageTableLevel above = PageTableLevel.Pml4e; above < level; above++)
            table = TableBelow(table.Value + 8 * (ulong)above.Index(address));
        return table.Value + 8 * (ulong)level.Index(address);
    }

    private PhysicalAddress TableBelow(PhysicalAddress entry)
    {
        ulong value = BitConverter.ToUInt64(memory.Page(entry), (int)(entry.Value % PhysicalAddress.PageSize));
        if (value == 0)
        {
            value = _nextTable.Value | TableRights;
            memory.Page(_nextTable);
            memory.Write(entry, value);
            _nextTable = _nextTable.Value + PhysicalAddress.PageSize;
        }

        return new PageTableEntry(value).Table;
    }
}
