namespace KdmpParser.Tests;

public class BitmapDumpTests
{
    [Theory]
    [InlineData(2, "SDMP")]
    [InlineData(2, "FDMP")]
    [InlineData(5, "SDMP")]
    [InlineData(5, "FDMP")]
    [InlineData(6, "SDMP")]
    [InlineData(6, "FDMP")]
    public void Pages_are_packed_in_the_order_of_their_frames(uint type, string signature)
    {
        DumpBytes bytes = DumpBytes.Bitmap(type, 16, [0, 3, 4, 9], signature: signature);
        using KernelDump dump = bytes.Open();

        Assert.Equal((DumpType)type, dump.Type);
        Assert.Equal(4, dump.PhysicalMemory!.PageCount);
        Assert.Equal([new(0, 1, 0x3000), new(0x3000, 2, 0x4000), new(0x9000, 1, 0x6000)], dump.PhysicalMemory.Runs);
        Assert.Equal(bytes.At(0x4000, 0x2000), dump.PhysicalMemory.View(0x3000, 0x2000).Bytes);
        Assert.Equal(bytes.At(0x6000, 0x1000), dump.PhysicalMemory.View(0x9000).Bytes);
        Assert.False(dump.PhysicalMemory.Contains(0x1000));
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void The_last_frames_of_a_bitmap_that_ends_within_a_byte_are_there()
    {
        using KernelDump dump = DumpBytes.Bitmap(5, 11, [1, 10]).Open();
        Assert.Equal([new(0x1000, 1, 0x3000), new(0xa000, 1, 0x4000)], dump.PhysicalMemory!.Runs);
    }

    [Fact]
    public void A_gap_before_the_first_page_is_skipped()
    {
        DumpBytes bytes = DumpBytes.Bitmap(6, 8, [2, 5], firstPage: 0x5810);
        using KernelDump dump = bytes.Open();
        Assert.Equal([new(0x2000, 1, 0x5810), new(0x5000, 1, 0x6810)], dump.PhysicalMemory!.Runs);
        Assert.Equal(bytes.At(0x6810, 0x1000), dump.PhysicalMemory.View(0x5000).Bytes);
    }

    [Fact]
    public void The_offset_of_a_page_counts_all_pages_before_it()
    {
        int[] frames = [0, 7, 8, 63, 64, 127, 128, 511, 512, 513, 1023, 1024, 1100];
        using KernelDump dump = DumpBytes.Bitmap(5, 1101, frames).Open();
        for (int i = 0; i < frames.Length; i++)
        {
            Assert.True(dump.PhysicalMemory!.TryGetFileOffset((ulong)frames[i] * 0x1000 + 0x123, out long offset));
            Assert.Equal(0x3123 + 0x1000 * i, offset);
        }
    }

    [Fact]
    public void A_bitmap_without_holes_is_one_run()
    {
        using KernelDump dump = DumpBytes.Bitmap(5, 700, [.. Enumerable.Range(0, 700)]).Open();
        Assert.Equal([new(0, 700, 0x3000)], dump.PhysicalMemory!.Runs);
    }
}
