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
    public void Each_page_is_that_of_the_first_range_that_lists_it()
    {
        var random = new Random(1);
        for (int round = 0; round < 300; round++)
        {
            (ulong Frame, ulong Count)[] ranges = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => ((ulong)random.Next(1, 24), (ulong)random.Next(1, 7)))];
            using KernelDump dump = DumpBytes.Ranges(8, ranges).Open();
            Assert.True(dump.PhysicalMemory!.TryGetFileOffset(ranges[0].Frame << 12, out long first));
            for (ulong frame = 0; frame < 32; frame++)
            {
                // Pages are packed in the order of the list.
                long? expected = null;
                long offset = first;
                foreach ((ulong start, ulong count) in ranges)
                {
                    expected ??= frame >= start && frame - start < count ? offset + (long)(frame - start) * PhysicalAddress.PageSize : null;
                    offset += (long)count * PhysicalAddress.PageSize;
                }

                Assert.Equal((expected, string.Join(' ', ranges)), (dump.PhysicalMemory.TryGetFileOffset(frame << 12, out long found) ? found : null, string.Join(' ', ranges)));
            }
        }
    }
}
