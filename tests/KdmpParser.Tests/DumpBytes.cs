using System.Buffers.Binary;
using System.Text;

namespace KdmpParser.Tests;

/// <summary>A dump written by hand, byte for byte at the offsets of the format; it grows as it is written to.</summary>
internal sealed partial class DumpBytes
{
    public const uint X64 = 0x8664;
    public const uint Arm64 = 0xaa64;

    private byte[] _bytes = new byte[0x2000];

    /// <summary>A header that holds nothing but the fill 'PAGE' and what no dump can do without.</summary>
    public DumpBytes(uint type, uint machine = X64)
    {
        for (int at = 0; at < 0x2000; at += 4)
            Text(at, "PAGE");
        Text(0x000, "PAGEDU64");
        U32(0x008, 0xf);
        U32(0x00c, 19041);
        U32(0x030, machine);
        U32(0xf98, type);
    }

    public int Length => _bytes.Length;

    public DumpBytes U8(int offset, byte value)
    {
        Room(offset, 1)[0] = value;
        return this;
    }

    public DumpBytes U16(int offset, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Room(offset, 2), value);
        return this;
    }

    public DumpBytes U32(int offset, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Room(offset, 4), value);
        return this;
    }

    public DumpBytes U64(int offset, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Room(offset, 8), value);
        return this;
    }

    public DumpBytes Write(int offset, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(offset, bytes.Length));
        return this;
    }

    public DumpBytes Text(int offset, string ascii)
    {
        Encoding.ASCII.GetBytes(ascii, Room(offset, ascii.Length));
        return this;
    }

    /// <summary>Bytes that differ from place to place, for the content of pages.</summary>
    public DumpBytes Noise(int offset, int count)
    {
        Span<byte> room = Room(offset, count);
        for (int i = 0; i < count; i++)
            room[i] = (byte)((uint)(offset + i) * 2654435761u >> 24);
        return this;
    }

    public DumpBytes Zeros(int offset, int count)
    {
        Room(offset, count).Clear();
        return this;
    }

    /// <summary>A copy of the first 0x2000 bytes.</summary>
    public DumpBytes HeaderOnly() => new(0) { _bytes = _bytes[..0x2000] };

    public DumpBytes CutTo(int length)
    {
        _bytes = _bytes[..length];
        return this;
    }

    /// <summary>What stands at a file offset.</summary>
    public byte[] At(int offset, int count) => _bytes[offset..(offset + count)];

    public byte[] ToArray() => [.. _bytes];

    public KernelDump Open() => KernelDump.Open(_bytes, "by hand");

    private Span<byte> Room(int offset, int count)
    {
        if (offset + count > _bytes.Length)
            Array.Resize(ref _bytes, offset + count);
        return _bytes.AsSpan(offset, count);
    }
}
