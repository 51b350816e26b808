using KdmpParser.Tests;

namespace KdmpTool.Tests.ParserFlags;

/// <summary>Dumps for the C++ tool and for this one. What the C++ tool printed for them is what the tests expect.</summary>
internal static class ParserDump
{
    /// <summary>Every field that is printed has a content of its own, but for MiniDumpFields and SecondaryDataState, which hold the fill.</summary>
    public static DumpBytes Recorded(this DumpBytes bytes)
    {
        bytes.Noise(0x010, 0x20).U32(0x034, 4).U32(0x038, 0x1e).Noise(0x040, 0x20).Noise(0x080, 8);
        bytes.Noise(0x348, 0x4d0).U32(0x348 + 0x34, 0x1fa0).U32(0x348 + 0x118, 0x1fa0);
        bytes.Noise(0xf00, 0x98).Noise(0xfa0, 0x10).Noise(0x1030, 8);
        return bytes.U32(0x1040, 1).U32(0x1044, 0x110).U32(0x1048, 7).Noise(0x104c, 12);
    }

    /// <summary>Type 1, two runs with a gap between them.</summary>
    public static DumpBytes Full() => DumpBytes.Full((0x10, 2), (0x123456, 1)).Recorded();

    /// <summary>Type 5 or 6: the frames 3 and 20 of 24.</summary>
    public static DumpBytes Bitmap(uint type) => DumpBytes.Bitmap(type, 24, [3, 20]).Recorded();

    /// <summary>Types 8, 9 and 0xa, with a list that is not sorted, and ends as the C++ tool wants it.</summary>
    public static DumpBytes Ranges(uint type) => DumpBytes.Ranges(type, (0x200, 1), (0x10, 2), (0, 0)).Recorded();

    /// <summary>Writes a dump beside the sample.</summary>
    /// <returns>Its path.</returns>
    public static string Write(this DumpBytes bytes, SampleFile folder, string name)
    {
        File.WriteAllBytes(folder.Named(name), bytes.ToArray());
        return folder.Named(name);
    }
}
