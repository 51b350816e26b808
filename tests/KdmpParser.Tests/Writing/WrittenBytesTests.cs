using System.Buffers.Binary;

namespace KdmpParser.Tests;

/// <summary>What the writer wrote, read at the offsets of the format and not by the library's own reader.</summary>
public class WrittenBytesTests
{
    private static readonly ChosenPages s_pages = new((0x1000, 2), (0xb000, 1));

    [Fact]
    public void The_header_holds_its_fields_and_the_fill_where_it_knows_nothing()
    {
        byte[] bytes = Write(DumpType.Full);
        Assert.Equal("PAGEDU64"u8, bytes.AsSpan(0, 8));
        Assert.Equal((0xfU, 19041U, 0x8664U, 1U), (U32(bytes, 0x008), U32(bytes, 0x00c), U32(bytes, 0x030), U32(bytes, 0xf98)));
        Assert.Equal(0x139U, U32(bytes, 0x038));
        Assert.Equal((0x41UL, 0x49UL), (U64(bytes, 0x040), U64(bytes, 0x048)));
        Assert.Equal("a comment\0"u8, bytes.AsSpan(0xfb0, 10));
        foreach (int offset in (int[])[0x010, 0x060, 0x080, 0x348 + 0x30, 0xf00, 0xfa8, 0x1030, 0x1038, 0x1ff8])
            Assert.Equal("PAGEPAGE"u8, bytes.AsSpan(offset, 8));
    }

    [Fact]
    public void A_full_dump_lists_its_runs_in_the_header()
    {
        byte[] bytes = Write(DumpType.Full);
        Assert.Equal((2U, 3UL), (U32(bytes, 0x088), U64(bytes, 0x090)));
        Assert.Equal((1UL, 2UL), (U64(bytes, 0x098), U64(bytes, 0x0a0)));
        Assert.Equal((0xbUL, 1UL), (U64(bytes, 0x0a8), U64(bytes, 0x0b0)));
        AssertPages(bytes, 0x2000);
    }

    [Theory]
    [InlineData(DumpType.Kernel)]
    [InlineData(DumpType.Bitmap)]
    [InlineData(DumpType.LiveKernelMemory)]
    public void A_bitmap_dump_has_a_bit_for_each_page(DumpType type)
    {
        byte[] bytes = Write(type);
        Assert.Equal("SDMPDUMP"u8, bytes.AsSpan(0x2000, 8));
        ulong firstPage = U64(bytes, 0x2020);
        Assert.Equal((3UL, 16UL), (U64(bytes, 0x2028), U64(bytes, 0x2030)));
        Assert.Equal([0b0000_0110, 0b0000_1000], bytes[0x2038..0x203a]);
        Assert.True(firstPage >= 0x203a);
        AssertPages(bytes, (int)firstPage);
    }

    [Fact]
    public void A_bitmap_has_the_bits_of_ranges_that_span_bytes()
    {
        // Frames 3 to 0x16, 0x18 to 0x1f, and 0x21.
        byte[] bytes = Write(DumpType.Bitmap, new ChosenPages((0x3000, 20), (0x1_8000, 8), (0x2_1000, 1)));
        Assert.Equal([0b1111_1000, 0xff, 0b0111_1111, 0xff, 0b0000_0010, 0], bytes[0x2038..0x203e]);
    }

    [Fact]
    public void A_bitmap_of_more_than_a_megabyte_has_the_bits_of_a_range_around_its_first_one()
    {
        // Frames 0x7ffff4 to 0x80000b, and 0x800010; a megabyte of bitmap ends before frame 0x800000.
        byte[] bytes = Write(DumpType.Bitmap, new ChosenPages((0x7f_fff4_000, 24), (0x80_0010_000, 1)));
        Assert.Equal((25UL, 0x80_0018UL), (U64(bytes, 0x2028), U64(bytes, 0x2030)));
        Assert.Equal([0, 0b1111_0000, 0xff, 0xff, 0b0000_1111, 1, 0], bytes[0x10_2035..0x10_203c]);
        Assert.Equal(25, bytes[0x2038..(int)U64(bytes, 0x2020)].Sum(part => byte.PopCount(part)));
    }

    [Theory]
    [InlineData(DumpType.KernelMemory)]
    [InlineData(DumpType.KernelAndUserMemory)]
    [InlineData(DumpType.CompleteMemory)]
    public void A_dump_of_ranges_has_a_table_of_them(DumpType type)
    {
        byte[] bytes = Write(type);
        Assert.Equal(0x40U, U32(bytes, 0x2000));
        Assert.Equal("RDMPDUMP"u8, bytes.AsSpan(0x2004, 8));
        Assert.Equal((1UL, 2UL), (U64(bytes, 0x2030), U64(bytes, 0x2038)));
        Assert.Equal((0xbUL, 1UL), (U64(bytes, 0x2040), U64(bytes, 0x2048)));

        ulong firstPage = U64(bytes, 0x2018);
        Assert.Equal(firstPage, 0x2020 + U64(bytes, 0x2010));
        if (firstPage >= 0x2060)
            Assert.Equal(0UL, U64(bytes, 0x2050));
        if (type == DumpType.CompleteMemory)
            Assert.Equal((2U, 3UL), (U32(bytes, 0x2020), U64(bytes, 0x2028)));
        AssertPages(bytes, (int)firstPage);
    }

    private static byte[] Write(DumpType type, ChosenPages? pages = null)
    {
        using var stream = new MemoryStream();
        DumpHeader header = KernelDumpWriterTests.Header(type) with
        {
            BugCheck = new(0x139, 0x41, 0x49, null, null),
            Comment = "a comment",
        };
        new KernelDumpWriter { Header = header, Pages = pages ?? s_pages }.Write(stream);
        return stream.ToArray();
    }

    /// <summary>The three pages stand at an offset, one behind the other, and nothing behind them.</summary>
    private static void AssertPages(byte[] bytes, int firstPage)
    {
        byte[] expected = [.. MachineBytes.Content(0x1000, 0x2000), .. MachineBytes.Content(0xb000, 0x1000)];
        Assert.Equal(expected, bytes[firstPage..]);
    }

    private static uint U32(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));

    private static ulong U64(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset));
}
