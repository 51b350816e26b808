using System.Buffers.Binary;
using System.Text;

namespace KdmpParser.Tests;

/// <summary>
/// Virtual memory of an x64 system, written by hand at the offsets of the format: a page is mapped and captured when it is first written to.
/// </summary>
internal sealed partial class KernelBytes
{
    public const ulong System = MachineBytes.Pml4;

    private readonly MachineBytes _machine = new();
    private ulong _nextFrame = 0x10_0000;
    private DumpBytes? _dump;
    private Action<DumpBytes>? _change;

    /// <summary>The address space that is written to: the physical address of a PML4.</summary>
    public ulong Root { get; set; } = System;

    /// <summary>What else the header says; the memory can no longer change once this was asked for.</summary>
    public DumpBytes Dump
    {
        get
        {
            if (_dump is null)
            {
                _dump = _machine.ToDump().U64(0x080, DebuggerData).U64(0x020, ModuleHead).U64(0x028, ProcessHead).U32(0x034, 1);
                _change?.Invoke(_dump);
            }

            return _dump;
        }
    }

    /// <summary>Changes the dump once the memory is complete.</summary>
    public KernelBytes OnDump(Action<DumpBytes> change)
    {
        _change += change;
        return this;
    }

    public KernelDump Open(KernelDumpLimits? limits = null) =>
        KernelDump.Open(Dump.ToArray(), "by hand", new() { Limits = limits ?? new() });

    public KernelBytes U8(ulong address, byte value) => Write(address, [value]);

    public KernelBytes U16(ulong address, ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return Write(address, bytes);
    }

    public KernelBytes U32(ulong address, uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Write(address, bytes);
    }

    public KernelBytes U64(ulong address, params ulong[] values)
    {
        var bytes = new byte[8 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8 * i), values[i]);
        return Write(address, bytes);
    }

    public KernelBytes Ascii(ulong address, string text) => Write(address, Encoding.ASCII.GetBytes(text));

    public KernelBytes Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        for (int done = 0; done < bytes.Length;)
        {
            ulong at = address + (ulong)done;
            int count = Math.Min(bytes.Length - done, 0x1000 - (int)(at & 0xfff));
            _machine.Write(Map(at), bytes.Slice(done, count));
            done += count;
        }

        return this;
    }

    /// <summary>A UNICODE_STRING of 16 bytes, its text where it is told.</summary>
    public KernelBytes UnicodeString(ulong address, string text, ulong buffer) =>
        Write(buffer, Encoding.Unicode.GetBytes(text)).U16(address, (ushort)(2 * text.Length)).U16(address + 2, (ushort)(2 * text.Length)).U64(address + 8, buffer);

    /// <summary>A list in this order: LIST_ENTRY structures at the head and at each entry.</summary>
    public KernelBytes List(ulong head, params ulong[] entries)
    {
        ulong[] ring = [head, .. entries];
        for (int i = 0; i < ring.Length; i++)
            U64(ring[i], ring[(i + 1) % ring.Length], ring[(i + ring.Length - 1) % ring.Length]);
        return this;
    }

    /// <summary>Takes the page of an address away again: its PTE says that it is not present.</summary>
    public KernelBytes Unmap(ulong address)
    {
        Map(address);
        _machine.Entry(EntryAddress(address), 0);
        return this;
    }

    /// <summary>What stands at an address, which is a multiple of eight.</summary>
    public ulong Value(ulong address) => _machine.Entry(Map(address));

    private ulong Map(ulong address)
    {
        ulong entry = EntryAddress(address);
        if (_machine.Entry(entry) == 0)
            _machine.Entry(entry, NewFrame() | 7);
        return (_machine.Entry(entry) & 0x000f_ffff_ffff_f000) + (address & 0xfff);
    }

    /// <summary>Where the PTE of an address is; the tables above it are made.</summary>
    private ulong EntryAddress(ulong address)
    {
        ulong table = Root;
        for (int shift = 39; shift > 12; shift -= 9)
        {
            ulong entry = table + 8 * (address >> shift & 0x1ff);
            if (_machine.Entry(entry) == 0)
                _machine.Entry(entry, NewFrame() | 7);
            table = _machine.Entry(entry) & 0x000f_ffff_ffff_f000;
        }

        return table + 8 * (address >> 12 & 0x1ff);
    }

    private ulong NewFrame()
    {
        _nextFrame += 0x1000;
        _machine.Write(_nextFrame, [0]);
        return _nextFrame;
    }
}
