using System.Buffers.Binary;
using System.Text;

namespace KdmpParser.Analysis.Tests;

/// <summary>A PDB of version 7 written by hand, as "The MSF File Format" of LLVM's documentation has it: blocks of 512 bytes, streams one after the other.</summary>
internal sealed class PdbBytes
{
    private const int BlockSize = 512;

    private readonly Dictionary<int, byte[]> _streams = [];
    private readonly Dictionary<int, int> _repeated = [];

    /// <summary>What section headers, OMAP and symbol records are in.</summary>
    public const ushort Sections = 5, Omap = 6, Original = 7, Records = 8, Module = 9;

    /// <summary>A PDB of demo.dll with one section at 0x1000 and no symbols.</summary>
    public PdbBytes()
    {
        var guid = new Guid("350DB619-E4C1-95E0-4C4C-44205044422E");
        Stream(1, [.. U32(20000404, 0, 1), .. guid.ToByteArray()]).Stream(Sections, Section(0x1000)).Stream(Records, []).Debug(Sections);
    }

    public static byte[] U32(params uint[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Section(uint address) => [.. U32(0, 0, 0x1000, address), .. new byte[24]];

    /// <summary>S_PUB32 of cvinfo.h.</summary>
    public static byte[] Public(ushort section, uint offset, string name) =>
        Record(0x110e, [.. U32(2, offset), .. BitConverter.GetBytes(section), .. Encoding.UTF8.GetBytes(name + "\0")]);

    /// <summary>S_GPROC32 of cvinfo.h.</summary>
    public static byte[] Function(ushort section, uint offset, string name) =>
        Record(0x1110, [.. U32(0, 0, 0, 0x10, 0, 0, 0, offset), .. BitConverter.GetBytes(section), 0, .. Encoding.ASCII.GetBytes(name + "\0")]);

    /// <summary>The entry of a module whose symbols are a stream's first bytes, up to a multiple of four.</summary>
    public static byte[] ModuleEntry(ushort stream, int symbolBytes, string name)
    {
        var entry = new byte[(64 + name.Length + 2 + 3) & ~3];
        BitConverter.GetBytes(stream).CopyTo(entry, 34);
        BitConverter.GetBytes(symbolBytes).CopyTo(entry, 36);
        Encoding.ASCII.GetBytes(name).CopyTo(entry, 64);
        return entry;
    }

    public static byte[] Record(ushort kind, byte[] content) => [.. BitConverter.GetBytes((ushort)(2 + content.Length)), .. BitConverter.GetBytes(kind), .. content];

    public PdbBytes Stream(int number, byte[] content)
    {
        _streams[number] = content;
        return this;
    }

    /// <summary>Lists the one block of a stream many times.</summary>
    public PdbBytes Repeat(int number, int times)
    {
        _repeated[number] = times;
        return this;
    }

    /// <summary>The DBI stream with these streams in its optional debug header, and the entry of one module.</summary>
    public PdbBytes Debug(ushort sections, ushort omap = 0xffff, ushort original = 0xffff, byte[]? module = null)
    {
        ushort[] debug = [0xffff, 0xffff, 0xffff, 0xffff, omap, sections, 0xffff, 0xffff, 0xffff, 0xffff, original];
        var header = new byte[64];
        U32(uint.MaxValue, 19990903, 1).CopyTo(header, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), Records);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), module?.Length ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(48), 2 * debug.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(58), 0x8664);
        return Stream(3, [.. header, .. module ?? [], .. debug.SelectMany(BitConverter.GetBytes)]);
    }

    public byte[] ToArray(Action<uint[]>? sizes = null)
    {
        int count = _streams.Keys.Max() + 1;
        uint[] lengths = [.. Enumerable.Range(0, count).Select(number => _streams.TryGetValue(number, out byte[]? content) ? (uint)content.Length : uint.MaxValue)];
        List<byte> file = [.. new byte[3 * BlockSize]], blocks = [];
        foreach (int number in Enumerable.Range(0, count).Where(_streams.ContainsKey))
        {
            Append(file, _streams[number], blocks);
            if (!_repeated.TryGetValue(number, out int times))
                continue;
            lengths[number] = (uint)times * BlockSize;
            blocks.AddRange(Enumerable.Repeat(blocks[^4..], times - 1).SelectMany(block => block));
        }

        sizes?.Invoke(lengths);
        byte[] directory = [.. U32((uint)count), .. U32(lengths), .. blocks];
        var map = new List<byte>();
        Append(file, directory, map);
        int mapBlock = file.Count / BlockSize;
        Append(file, [.. map], []);
        byte[] bytes = [.. file];
        Encoding.Latin1.GetBytes("Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0").CopyTo(bytes, 0);
        U32(BlockSize, 1, (uint)(bytes.Length / BlockSize), (uint)directory.Length, 0, (uint)mapBlock).CopyTo(bytes, 32);
        return bytes;
    }

    private static void Append(List<byte> file, byte[] content, List<byte> blocks)
    {
        for (int at = 0; at < content.Length; at += BlockSize)
        {
            blocks.AddRange(BitConverter.GetBytes(file.Count / BlockSize));
            byte[] part = content[at..Math.Min(at + BlockSize, content.Length)];
            file.AddRange([.. part, .. new byte[BlockSize - part.Length]]);
        }
    }
}
