using System.Buffers.Binary;

namespace KdmpParser.Tests;

/// <summary>
/// Every mapping of an x64 machine, found by reading its page tables from physical memory as Intel describes them: a second opinion
/// on what the library translates.
/// </summary>
internal sealed class TableScan
{
    private readonly PhysicalMemory _memory;
    private readonly ulong _root;

    public TableScan(KernelDump dump)
    {
        _memory = dump.PhysicalMemory!;
        _root = dump.Header.DirectoryTableBase!.Value & 0x000f_ffff_ffff_f000;
        Scan(_root, level: 4, 0);
    }

    /// <summary>Entries that map a page of 4 KiB (level 1), 2 MiB (2) or 1 GiB (3).</summary>
    public List<(ulong Address, int Level, ulong Entry)> Pages { get; } = [];

    /// <summary>PTEs whose present bit is clear.</summary>
    public List<(ulong Address, ulong Entry)> Absent { get; } = [];

    /// <summary>Page tables that are not in the dump.</summary>
    public List<(ulong Address, ulong Table)> MissingTables { get; } = [];

    private void Scan(ulong table, int level, ulong covered)
    {
        MemoryView view = _memory.View(table);
        if (view.Failure is not null)
        {
            MissingTables.Add((covered, table));
            return;
        }

        for (int i = 0; i < 512; i++)
        {
            ulong entry = BinaryPrimitives.ReadUInt64LittleEndian(view.Bytes.AsSpan()[(8 * i)..]);
            ulong address = covered | (ulong)i << (3 + 9 * level);
            if (level == 4 && i >= 256)
                address |= 0xffff_0000_0000_0000;
            ulong below = entry & 0x000f_ffff_ffff_f000;
            bool present = (entry & 1) != 0, large = level is 2 or 3 && (entry & 0x80) != 0;

            if (level == 1 && !present)
                Absent.Add((address, entry));
            else if (present && (level == 1 || large))
                Pages.Add((address, level, entry));
            else if (present && below != _root)
                Scan(below, level - 1, address);
        }
    }
}
