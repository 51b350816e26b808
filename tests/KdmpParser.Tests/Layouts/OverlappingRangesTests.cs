namespace KdmpParser.Tests;

public class OverlappingRangesTests
{
    [Fact]
    public void A_page_that_is_listed_twice_is_the_one_listed_first()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (0x100, 3), (0x101, 4));
        using KernelDump dump = bytes.Open();

        // The second list entry has frames 0x101 to 0x104 at 0x5050 and later; only the last two are not in the first.
        Assert.Equal([new(0x10_0000, 3, 0x2050), new(0x10_3000, 2, 0x7050)], dump.PhysicalMemory!.Runs);
        Assert.Equal(5, dump.PhysicalMemory.PageCount);
        Assert.Equal(bytes.At(0x3050, 0x1000), dump.PhysicalMemory.View(0x10_1000).Bytes);
        Assert.Single(dump.Warnings);
    }

    [Fact]
    public void Data_blocks_can_overlap_by_one_byte()
    {
        DumpBytes bytes = DumpBytes.Triage(DumpBytes.SmallStack, (0x1000, 0x4000, 8), (0x1007, 0x5000, 8));
        using KernelDump dump = bytes.Open();
        Assert.Equal([.. bytes.At(0x4007, 1), .. bytes.At(0x5001, 7)], dump.VirtualMemory.View(0x1007, 8).Bytes);
    }
}
