namespace KdmpParser.Tests;

public class BrokenRangesTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(0xa)]
    public void A_missing_RDMP_header_is_corrupt(uint type) =>
        Assert.Equal(KernelDumpError.Corrupt, new DumpBytes(type).Noise(0x2000, 0x2000).Refusal().Error);

    [Theory]
    [InlineData(0x2000, 0x41)]
    [InlineData(0x2004, 0x504D4453)] // 'SDMP'
    [InlineData(0x2008, 0x34365544)] // 'DU64'
    public void An_RDMP_header_with_one_wrong_signature_is_corrupt(int offset, uint value) =>
        Assert.Equal(KernelDumpError.Corrupt, DumpBytes.Ranges(8, (1, 1)).U32(offset, value).Refusal().Error);

    [Fact]
    public void A_range_past_52_bits_is_corrupt() =>
        Assert.Equal(KernelDumpError.Corrupt, DumpBytes.Ranges(8, (0xff_ffff_fffe, 1)).U64(0x2038, 3).Refusal().Error);

    [Fact]
    public void A_range_past_the_end_of_the_file_is_reported_as_truncated() =>
        Assert.Equal(KernelDumpError.Truncated, DumpBytes.Ranges(8, (0x100, 1), (0x200, 1)).U64(0x2048, 2).Refusal().Error);

    [Theory]
    [InlineData(0x0000_0000_0001_0000)]
    [InlineData(0x7fff_ffff_ffff_f000)]
    [InlineData(0xffff_ffff_ffff_f000)]
    public void A_first_page_past_the_end_of_the_file_is_reported_as_truncated(ulong firstPage) =>
        Assert.Equal(KernelDumpError.Truncated, DumpBytes.Ranges(8, (0x100, 1), (0x200, 1)).U64(0x2018, firstPage).Refusal().Error);

    [Fact]
    public void Ranges_with_more_pages_than_physical_memory_are_corrupt() =>
        Assert.Equal(KernelDumpError.Corrupt, Huge(3).Refusal().Error);

    [Theory]
    [InlineData(0x2010, 0xf)] // too small for what stands before the table
    [InlineData(0x2018, 0x202f)] // the first page would lie in the RDMP header
    public void Metadata_without_room_for_a_table_are_corrupt(int offset, ulong value) =>
        Assert.Equal(KernelDumpError.Corrupt, DumpBytes.Ranges(8, (0x100, 1)).U64(offset, value).Refusal().Error);

    [Fact]
    public void A_table_past_the_end_of_the_file_is_reported_as_truncated() =>
        Assert.Equal(KernelDumpError.Truncated, DumpBytes.Ranges(8, (0x100, 1)).U64(0x2010, 0x10010).U64(0x2018, 0x12030).Refusal().Error);

    [Fact]
    public void No_range_lies_behind_the_first_page()
    {
        using KernelDump dump = DumpBytes.Ranges(8, (0x100, 1)).U64(0x2010, 0x1010).Open();
        Assert.Equal([new(0x10_0000, 1, 0x2040)], dump.PhysicalMemory!.Runs);
        Assert.Single(dump.Warnings);
    }

    /// <summary>Ranges of 2^39 pages each, and not one of the pages.</summary>
    private static DumpBytes Huge(int count)
    {
        DumpBytes bytes = DumpBytes.Ranges(8, [.. Enumerable.Repeat((1UL, 0UL), count)]);
        for (int i = 0; i < count; i++)
            bytes.U64(0x2038 + 16 * i, 1UL << 39);
        return bytes;
    }
}
