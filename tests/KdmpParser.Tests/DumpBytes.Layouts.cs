namespace KdmpParser.Tests;

// The four ways in which a dump holds memory.
internal sealed partial class DumpBytes
{
    private const int PageSize = 0x1000;

    /// <summary>Type 1: runs in the header, pages at 0x2000.</summary>
    public static DumpBytes Full(params (ulong Frame, ulong Count)[] runs)
    {
        var bytes = new DumpBytes(1);
        ulong pages = 0;
        bytes.U32(0x088, (uint)runs.Length);
        for (int i = 0; i < runs.Length; i++)
        {
            bytes.U64(0x098 + 16 * i, runs[i].Frame).U64(0x0a0 + 16 * i, runs[i].Count);
            pages += runs[i].Count;
        }

        return bytes.U64(0x090, pages).Noise(0x2000, (int)pages * PageSize);
    }

    /// <summary>Types 5, 6 and some of type 2: a bitmap at 0x2038.</summary>
    public static DumpBytes Bitmap(uint type, int bits, int[] frames, int firstPage = 0x3000, string signature = "SDMP")
    {
        DumpBytes bytes = new DumpBytes(type).Text(0x2000, signature).Text(0x2004, "DUMP");
        bytes.U64(0x2020, (ulong)firstPage).U64(0x2028, (ulong)frames.Length).U64(0x2030, (ulong)bits);
        bytes.U8(0x2038 + (bits + 7) / 8 - 1, 0);
        foreach (int frame in frames)
            bytes.U8(0x2038 + frame / 8, (byte)(bytes._bytes[0x2038 + frame / 8] | 1 << frame % 8));
        return bytes.Noise(firstPage, frames.Length * PageSize);
    }

    /// <summary>Types 8, 9 and 0xa: a table at 0x2030 with room for exactly these ranges, the first page right behind it.</summary>
    public static DumpBytes Ranges(uint type, params (ulong Frame, ulong Count)[] ranges)
    {
        DumpBytes bytes = new DumpBytes(type).U32(0x2000, 0x40).Text(0x2004, "RDMPDUMP").U32(0x200c, 0);
        int firstPage = 0x2030 + 16 * ranges.Length;
        bytes.Zeros(0x2030, 16 * ranges.Length).U64(0x2010, (ulong)firstPage - 0x2020).U64(0x2018, (ulong)firstPage);
        ulong pages = 0;
        for (int i = 0; i < ranges.Length; i++)
        {
            bytes.U64(0x2030 + 16 * i, ranges[i].Frame).U64(0x2038 + 16 * i, ranges[i].Count);
            pages += ranges[i].Count;
        }

        // Where type 0xa counts ranges and pages, types 8 and 9 have something unknown.
        if (type == 0xa)
            bytes.U32(0x2020, (uint)ranges.Length).U64(0x2028, pages);
        else
            bytes.U64(0x2020, 1).U64(0x2028, 1);
        return bytes.Noise(firstPage, (int)pages * PageSize);
    }

    /// <summary>Type 4: a stack of 0x200 bytes at file offset 0x3000, room for data to 0x6000, the list of blocks at 0x2100.</summary>
    public static DumpBytes Triage(ulong stack, params (ulong Address, uint Offset, uint Size)[] blocks)
    {
        DumpBytes bytes = new DumpBytes(4).U8(0x207f, 0).U32(0x2004, 0x6004).U32(0x2008, 0x6000);
        bytes.U32(0x200c, 0x348).U32(0x2010, 0xf00);
        bytes.U32(0x2028, 0x3000).U32(0x202c, 0x200).U64(0x2048, stack);
        bytes.U32(0x2078, 0x2100).U32(0x207c, (uint)blocks.Length);
        for (int i = 0; i < blocks.Length; i++)
            bytes.U64(0x2100 + 16 * i, blocks[i].Address).U32(0x2108 + 16 * i, blocks[i].Offset).U32(0x210c + 16 * i, blocks[i].Size);
        return bytes.Noise(0x3000, 0x3000).Text(0x6000, "TRGD");
    }
}
