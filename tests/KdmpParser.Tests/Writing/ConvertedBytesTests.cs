namespace KdmpParser.Tests;

/// <summary>
/// A dump of the page frames 1, 2, 9, 0xa and 0x20 in each type, turned into each type. What must come out is written here by hand:
/// neither the reader nor the writer has a say in it.
/// </summary>
public class ConvertedBytesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly int[] s_frames = [1, 2, 9, 0xa, 0x20];

    public static TheoryData<uint, uint> EveryTypeToEveryType()
    {
        uint[] types = [1, 2, 5, 6, 8, 9, 0xa];
        return [.. from source in types from target in types select (source, target)];
    }

    public static TheoryData<uint> EveryType => [1, 2, 5, 6, 8, 9, 0xa];

    [Theory]
    [MemberData(nameof(EveryTypeToEveryType))]
    public void A_converted_dump_is_what_the_format_says(uint source, uint target)
    {
        (DumpBytes bytes, Dictionary<int, int> offsets) = Source(source);
        using var folder = new TemporaryFolder();
        using KernelDump dump = bytes.Open();
        ConversionResult result = dump.ConvertTo(folder["converted.dmp"], (DumpType)target, cancellation: Token);

        byte[] expected = Expected(bytes, offsets, target);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(File.ReadAllBytes(folder["converted.dmp"])));
        Assert.Equal(new(5, expected.Length, 0, 0), result);
        Assert.Equal(["converted.dmp"], folder.Names);
    }

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_raw_image_has_each_page_at_its_address(uint source)
    {
        (DumpBytes bytes, Dictionary<int, int> offsets) = Source(source);
        using var folder = new TemporaryFolder();
        using KernelDump dump = bytes.Open();
        ConversionResult result = dump.ConvertToRawImage(folder["memory.raw"], cancellation: Token);

        var expected = new byte[0x2_1000];
        foreach ((int frame, int offset) in offsets)
            bytes.At(offset, 0x1000).CopyTo(expected, frame * 0x1000);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(File.ReadAllBytes(folder["memory.raw"])));
        Assert.Equal(new(5, 0x2_1000, 0, 0), result);
    }

    /// <summary>A dump whose file does not have the pages in order where its type allows that, and the file offset of each frame.</summary>
    private static (DumpBytes Bytes, Dictionary<int, int> Offsets) Source(uint type)
    {
        int[] order = [9, 0xa, 0x20, 1, 2];
        (ulong, ulong)[] ranges = [(9, 2), (0x20, 1), (1, 2)];
        (DumpBytes bytes, int firstPage) = type switch
        {
            1 => (DumpBytes.Full(ranges), 0x2000),
            2 or 5 or 6 => (DumpBytes.Bitmap(type, 0x23, order = s_frames, firstPage: 0x2103), 0x2103),
            _ => (DumpBytes.Ranges(type, ranges), 0x2060),
        };

        // What the library knows nothing of is to be carried over as well.
        bytes.Text(0xfb0, "a comment\0and what is behind its end").U64(0xfa0, 0x7000).U32(0x038, 0x139).U64(0xf10, 0x1122334455667788);
        bytes.Noise(0x348, 3000).Noise(0x1058, 0x2000 - 0x1058);
        if (type != 1)
            bytes.U32(0x088, 1).U64(0x090, 0x100).U64(0x098, 1).U64(0x0a0, 0x100);
        return (bytes, order.Select((frame, i) => (frame, firstPage + 0x1000 * i)).ToDictionary());
    }

    private static byte[] Expected(DumpBytes source, Dictionary<int, int> offsets, uint type)
    {
        DumpBytes bytes = source.HeaderOnly().U32(0xf98, type);
        switch (type)
        {
            case 1:
                bytes.Zeros(0x088, 700).U32(0x088, 3).U64(0x090, 5);
                bytes.U64(0x098, 1).U64(0x0a0, 2).U64(0x0a8, 9).U64(0x0b0, 2).U64(0x0b8, 0x20).U64(0x0c0, 1);
                break;
            case 2 or 5 or 6:
                bytes.Text(0x2000, "SDMPDUMP").U64(0x2020, 0x3000).U64(0x2028, 5).U64(0x2030, 0x28);
                bytes.U8(0x2038, 0b0000_0110).U8(0x2039, 0b0000_0110).U8(0x203c, 0b0000_0001).U8(0x2fff, 0);
                break;
            default:
                bytes.U32(0x2000, 0x40).Text(0x2004, "RDMPDUMP").U64(0x2010, 0x50).U64(0x2018, 0x2070);
                if (type == 0xa)
                    bytes.U32(0x2020, 3).U64(0x2028, 5);
                bytes.U64(0x2030, 1).U64(0x2038, 2).U64(0x2040, 9).U64(0x2048, 2).U64(0x2050, 0x20).U64(0x2058, 1).Zeros(0x2060, 0x10);
                break;
        }

        return [.. bytes.ToArray(), .. s_frames.SelectMany(frame => source.At(offsets[frame], 0x1000))];
    }
}
