namespace KdmpParser.Tests;

public class RangeDumpTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(0xa)]
    public void Pages_are_packed_in_the_order_of_the_list_which_need_not_be_sorted(uint type)
    {
        // Room for three ranges and none that ends the list: the pages begin at 0x2060.
        DumpBytes bytes = DumpBytes.Ranges(type, (0x500, 1), (0x100, 2), (0x30_0000, 1));
        using KernelDump dump = bytes.Open();

        Assert.Equal((DumpType)type, dump.Type);
        Assert.Equal(4, dump.PhysicalMemory!.PageCount);
        Assert.Equal(
            [new(0x10_0000, 2, 0x3060), new(0x50_0000, 1, 0x2060), new(0x3_0000_0000, 1, 0x5060)], dump.PhysicalMemory.Runs);
        Assert.Equal(bytes.At(0x2060, 0x1000), dump.PhysicalMemory.View(0x50_0000).Bytes);
        Assert.Equal(bytes.At(0x3060, 0x2000), dump.PhysicalMemory.View(0x10_0000, 0x2000).Bytes);
        Assert.Equal(bytes.At(0x5060, 0x1000), dump.PhysicalMemory.View(0x3_0000_0000).Bytes);
        Assert.Empty(dump.Warnings);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(0xa)]
    public void Neighbours_that_are_listed_apart_are_one_run(uint type)
    {
        using KernelDump dump = DumpBytes.Ranges(type, (0x100, 1), (0x101, 1), (0x102, 1)).Open();
        Assert.Equal([new(0x10_0000, 3, 0x2060)], dump.PhysicalMemory!.Runs);
    }

    [Fact]
    public void Neighbours_in_memory_that_are_apart_in_the_file_are_two_runs()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (0x101, 1), (0x100, 1));
        using KernelDump dump = bytes.Open();
        Assert.Equal([new(0x10_0000, 1, 0x3050), new(0x10_1000, 1, 0x2050)], dump.PhysicalMemory!.Runs);
        Assert.Equal([.. bytes.At(0x3050, 0x1000), .. bytes.At(0x2050, 0x1000)], dump.PhysicalMemory.View(0x10_0000, 0x2000).Bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_range_of_frame_0_ends_the_list(ulong count)
    {
        using KernelDump dump = DumpBytes.Ranges(8, (0x100, 1), (0, 0), (0x200, 1)).U64(0x2048, count).Open();
        Assert.Equal([new(0x10_0000, 1, 0x2060)], dump.PhysicalMemory!.Runs);
    }

    [Fact]
    public void A_dump_without_ranges_has_no_pages()
    {
        using KernelDump dump = DumpBytes.Ranges(9, (0, 0)).Open();
        Assert.Equal(0, dump.PhysicalMemory!.PageCount);
        Assert.Empty(dump.PhysicalMemory.Runs);
    }

    [Fact]
    public void The_total_of_type_0xa_ends_the_list_whatever_is_behind_it()
    {
        DumpBytes bytes = DumpBytes.Ranges(0xa, (0x100, 2), (0x300, 1), (0x500, 3)).U64(0x2028, 3);
        bytes.U64(0x2050, 0xdddd_dddd_dddd_dddd).U64(0x2058, 0xdddd_dddd_dddd_dddd);
        using KernelDump dump = bytes.Open();
        Assert.Equal([new(0x10_0000, 2, 0x2060), new(0x30_0000, 1, 0x4060)], dump.PhysicalMemory!.Runs);
        Assert.Empty(dump.Warnings);
    }
}
