namespace KdmpParser.Tests;

public class BrokenBitmapTests
{
    [Fact]
    public void Type_2_without_a_bitmap_header_is_unsupported() =>
        Assert.Equal(KernelDumpError.UnsupportedDumpType, new DumpBytes(2).Noise(0x2000, 0x2000).Refusal().Error);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_missing_bitmap_header_is_corrupt(uint type) =>
        Assert.Equal(KernelDumpError.Corrupt, new DumpBytes(type).Noise(0x2000, 0x2000).Refusal().Error);

    [Fact]
    public void A_bitmap_header_without_its_second_signature_is_corrupt() =>
        Assert.Equal(KernelDumpError.Corrupt, DumpBytes.Bitmap(5, 8, [1]).Text(0x2004, "DU64").Refusal().Error);

    [Fact]
    public void A_first_page_inside_the_bitmap_is_corrupt() =>
        Assert.Equal(KernelDumpError.Corrupt, DumpBytes.Bitmap(5, 16, [1]).U64(0x2020, 0x2039).Refusal().Error);

    [Theory]
    [InlineData(0x4001)]
    [InlineData(0x7fff_ffff_ffff_f000)]
    [InlineData(0xffff_ffff_ffff_f000)]
    public void A_first_page_past_the_end_is_reported_as_truncated(ulong firstPage) =>
        Assert.Equal(KernelDumpError.Truncated, DumpBytes.Bitmap(5, 16, [1]).U64(0x2020, firstPage).Refusal().Error);

    [Fact]
    public void A_bitmap_past_the_end_is_reported_as_truncated() =>
        Assert.Equal(KernelDumpError.Truncated, DumpBytes.Bitmap(5, 16, [1]).U64(0x2030, 0x7000_0000).Refusal().Error);

    [Theory]
    [InlineData(0x1_0000_0000_0000)]
    [InlineData(ulong.MaxValue)]
    public void A_bitmap_of_more_memory_than_there_can_be_is_over_the_limit(ulong bits) =>
        Assert.Equal(KernelDumpError.LimitExceeded, DumpBytes.Bitmap(5, 16, [1]).U64(0x2030, bits).Refusal().Error);
}
