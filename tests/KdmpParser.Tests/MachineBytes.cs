using System.Buffers.Binary;

namespace KdmpParser.Tests;

/// <summary>
/// Memory of an x64 machine, written by hand: raw entries at chosen physical addresses. To begin with, one page is mapped with all
/// rights, and nothing else.
/// </summary>
internal sealed class MachineBytes
{
    /// <summary>PML4 index 1, PDPT index 2, PD index 3, PT index 4, offset 0.</summary>
    public const ulong Mapped = 0x0000_0080_8060_4000;

    public const ulong Pml4 = 0x1000;
    public const ulong Pml4e = 0x1008;
    public const ulong Pdpte = 0x2010;
    public const ulong Pde = 0x3018;
    public const ulong Pte = 0x4020;

    /// <summary>The page behind <see cref="Mapped"/>.</summary>
    public const ulong Page = 0x5000;

    /// <summary>Captured, for an entry to point to.</summary>
    public const ulong OtherPage = 0x8000;

    /// <summary>Not captured.</summary>
    public const ulong Nowhere = 0x9000;

    private readonly SortedDictionary<ulong, byte[]> _pages = [];

    public MachineBytes() =>
        Entry(Pml4e, 0x2007).Entry(Pdpte, 0x3007).Entry(Pde, 0x4007).Entry(Pte, 0x5007).Capture(Page).Capture(OtherPage);

    /// <summary>Sets the eight bytes at a physical address; the table around it is captured.</summary>
    public MachineBytes Entry(ulong address, ulong value)
    {
        ulong page = address & ~0xfffUL;
        if (!_pages.ContainsKey(page))
            _pages.Add(page, new byte[0x1000]);
        BinaryPrimitives.WriteUInt64LittleEndian(_pages[page].AsSpan((int)(address - page)), value);
        return this;
    }

    /// <summary>Writes bytes that lie within one page, which is captured.</summary>
    public MachineBytes Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        ulong page = address & ~0xfffUL;
        if (!_pages.ContainsKey(page))
            _pages.Add(page, new byte[0x1000]);
        bytes.CopyTo(_pages[page].AsSpan((int)(address - page)));
        return this;
    }

    /// <summary>The eight bytes at a physical address; zero where nothing is captured.</summary>
    public ulong Entry(ulong address) =>
        _pages.TryGetValue(address & ~0xfffUL, out byte[]? page) ? BinaryPrimitives.ReadUInt64LittleEndian(page.AsSpan((int)(address & 0xfff))) : 0;

    /// <summary>Captures a page with <see cref="Content"/>.</summary>
    public MachineBytes Capture(ulong page)
    {
        _pages[page] = Content(page, 0x1000);
        return this;
    }

    /// <summary>Bytes that differ from address to address.</summary>
    public static byte[] Content(ulong address, int count)
    {
        var content = new byte[count];
        for (int i = 0; i < count; i++)
            content[i] = (byte)((uint)(address + (ulong)i) * 2654435761u >> 24);
        return content;
    }

    /// <summary>A dump of type 8 with one range for each page.</summary>
    public DumpBytes ToDump(ulong directoryTableBase = Pml4)
    {
        DumpBytes bytes = DumpBytes.Ranges(8, [.. _pages.Keys.Select(page => (page >> 12, 1UL))]).U64(0x010, directoryTableBase);
        int firstPage = 0x2030 + 16 * _pages.Count;
        foreach (byte[] page in _pages.Values)
        {
            bytes.Write(firstPage, page);
            firstPage += page.Length;
        }

        return bytes;
    }

    public KernelDump Open(ulong directoryTableBase = Pml4) => ToDump(directoryTableBase).Open();
}
