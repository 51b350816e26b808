namespace KdmpParser.Tests;

public class TruncatedDumpTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(0x88)]
    [InlineData(0x1fff)]
    public void A_dump_that_ends_within_its_header_is_truncated(int length) => AssertTruncated(DumpBytes.Full(), length, 0);

    [Fact]
    public void A_full_dump_that_ends_within_its_last_page_is_truncated() => AssertTruncated(DumpBytes.Full((1, 2)), 0x3fff, 0x2000);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_bitmap_dump_that_ends_within_its_bitmap_header_is_truncated(uint type)
    {
        AssertTruncated(DumpBytes.Bitmap(type, 100, [1, 99]), 0x2000, 0x2000);
        AssertTruncated(DumpBytes.Bitmap(type, 100, [1, 99]), 0x2037, 0x2000);
    }

    [Fact]
    public void A_bitmap_dump_that_ends_within_its_bitmap_is_truncated() =>
        AssertTruncated(DumpBytes.Bitmap(5, 100, [1, 99]), 0x2038 + 12, 0x2038);

    [Fact]
    public void A_bitmap_dump_that_ends_before_its_first_page_is_truncated() =>
        AssertTruncated(DumpBytes.Bitmap(5, 100, [1, 99]), 0x2fff, 0x2fff);

    [Fact]
    public void A_bitmap_dump_that_ends_within_its_last_page_is_truncated() =>
        AssertTruncated(DumpBytes.Bitmap(5, 100, [1, 99]), 0x4fff, 0x3000);

    [Theory]
    [InlineData(8, 0x2000, 0x2000)]
    [InlineData(9, 0x202f, 0x2000)] // within the header
    [InlineData(8, 0x204f, 0x2030)] // within the table
    [InlineData(0xa, 0x204f, 0x2030)]
    [InlineData(8, 0x404f, 0x2050)] // within the last page
    [InlineData(0xa, 0x404f, 0x2050)]
    public void A_dump_of_ranges_is_truncated_where_something_is_cut(uint type, int length, long named) =>
        AssertTruncated(DumpBytes.Ranges(type, (1, 1), (9, 1)), length, named);

    [Theory]
    [InlineData(0x2000)]
    [InlineData(0x207f)] // within TRIAGE_DUMP64
    [InlineData(0x4000)] // within the data
    [InlineData(0x6003)] // within the end mark
    public void A_small_dump_is_truncated_where_something_is_cut(int length) =>
        AssertTruncated(DumpBytes.Triage(0xffff8504_29890000, (0xfffff804_00000000, 0x5000, 8)), length, length < 0x2080 ? 0x2000 : 0x6004);

    [Fact]
    public void A_small_dump_that_is_shorter_than_it_says_is_truncated() =>
        AssertTruncated(DumpBytes.Triage(0xffff8504_29890000).U32(0x2004, 0x6005), 0x6004, 0x6005);

    [Fact]
    public void A_dump_that_is_not_cut_opens()
    {
        DumpBytes.Full((1, 2)).CutTo(0x4000).Open().Dispose();
        DumpBytes.Bitmap(5, 100, [1, 99]).CutTo(0x5000).Open().Dispose();
        DumpBytes.Ranges(8, (1, 1), (9, 1)).CutTo(0x4050).Open().Dispose();
        DumpBytes.Triage(0xffff8504_29890000).CutTo(0x6004).Open().Dispose();
    }

    private static void AssertTruncated(DumpBytes bytes, int length, long named)
    {
        KernelDumpException refusal = bytes.CutTo(length).Refusal();
        Assert.Equal((KernelDumpError.Truncated, named), (refusal.Error, refusal.FileOffset));
        Assert.Contains("truncated", refusal.Message, StringComparison.Ordinal);
    }
}
