namespace KdmpParser.Tests;

// Rights of pages: what is written is mapped with all of them, as in a machine of long ago.
internal sealed partial class KernelBytes
{
    private const ulong NoExecute = 1UL << 63;

    /// <summary>Takes the right to execute, and that of user mode, from every page that is mapped so far, and leaves that to write.</summary>
    public KernelBytes DataOnly()
    {
        Protect(Root, 3, entry => entry & ~4UL | NoExecute);
        return this;
    }

    /// <summary>Sets the rights of the page of an address, which is mapped.</summary>
    /// <param name="address">Any address of the page.</param>
    /// <param name="rights">Letters of r, w, x and u.</param>
    public KernelBytes Rights(ulong address, string rights)
    {
        Map(address);
        ulong at = EntryAddress(address), frame = _machine.Entry(at) & 0x000f_ffff_ffff_f000;
        _machine.Entry(at, frame | 1 | (rights.Contains('w') ? 2UL : 0) | (rights.Contains('u') ? 4UL : 0) | (rights.Contains('x') ? 0 : NoExecute));
        return this;
    }

    /// <summary>Maps 2 MiB with all rights of the kernel, the page at a physical address captured first.</summary>
    public KernelBytes LargePage(ulong address, ulong physical)
    {
        ulong table = Root;
        for (int shift = 39; shift > 21; shift -= 9)
        {
            ulong entry = table + 8 * (address >> shift & 0x1ff);
            if (_machine.Entry(entry) == 0)
                _machine.Entry(entry, NewFrame() | 7);
            table = _machine.Entry(entry) & 0x000f_ffff_ffff_f000;
        }

        _machine.Entry(table + 8 * (address >> 21 & 0x1ff), physical | 0x83).Write(physical, [0]);
        return this;
    }

    /// <summary>The entry through which page tables show themselves, as Windows has it in every top table.</summary>
    public KernelBytes SelfMap(ulong root)
    {
        _machine.Entry(root + 8 * 0x1ed, root | NoExecute | 3);
        return this;
    }

    /// <summary>Writes physical memory, within one page, whoever maps it.</summary>
    public KernelBytes Physical(ulong address, ReadOnlySpan<byte> bytes)
    {
        _machine.Write(address, bytes);
        return this;
    }

    /// <summary>Where an address is in physical memory; it is mapped if it was not.</summary>
    public ulong PhysicalOf(ulong address) => Map(address);

    private void Protect(ulong table, int level, Func<ulong, ulong> change)
    {
        for (ulong at = table; at < table + 0x1000; at += 8)
        {
            ulong entry = _machine.Entry(at), target = entry & 0x000f_ffff_ffff_f000;
            if ((entry & 1) == 0 || target == table)
                continue;
            if (level == 0)
                _machine.Entry(at, change(entry));
            else if ((entry & 0x80) == 0)
                Protect(target, level - 1, change);
        }
    }
}
