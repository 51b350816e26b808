namespace KdmpParser.Tests.Memory;

/// <summary>Where pages are in the file, in dumps with more of them than the tables of an index have in one part; counted one by one.</summary>
public class PageLookUpTests
{
    private const int Bits = 300_000;

    [Theory]
    [InlineData(1)] // a few pages here and there
    [InlineData(500)]
    [InlineData(999)]
    [InlineData(1000)]
    public void A_page_of_a_bitmap_stands_behind_those_of_the_bits_before_it(int permille)
    {
        var random = new Random(permille);
        int[] frames = [.. Enumerable.Range(0, Bits).Where(_ => random.Next(1000) < permille)];
        var bitmap = new byte[Bits / 8];
        foreach (int frame in frames)
            bitmap[frame / 8] |= (byte)(1 << frame % 8);
        using KernelDump dump = Open(DumpBytes.Bitmap(5, Bits, [], firstPage: 0x10000).Write(0x2038, bitmap));
        PhysicalMemory memory = dump.PhysicalMemory!;
        Assert.Equal(frames.Length, memory.PageCount);

        var before = new Dictionary<int, int>(frames.Select((frame, i) => KeyValuePair.Create(frame, i)));
        for (int frame = 0; frame < Bits + 200; frame++)
        {
            bool isThere = before.TryGetValue(frame, out int rank);
            Assert.Equal(isThere, memory.Contains((ulong)frame << 12 | 0xfff));
            Assert.Equal(isThere, memory.TryGetFileOffset((ulong)frame << 12 | 0x123, out long offset));
            if (isThere)
                Assert.Equal(0x10000 + ((long)rank << 12) + 0x123, offset);
        }
    }

    [Theory]
    [InlineData(0)] // evenly spread
    [InlineData(0x80_0000_0000)] // one far away from all others, which then are in one part
    public void A_page_of_a_range_is_found_among_thousands(long far)
    {
        var random = new Random(1);
        var ranges = new List<(ulong Frame, ulong Count)>();
        ulong frame = 1;
        for (int i = 0; i < 3000; i++)
        {
            ranges.Add((frame, (ulong)random.Next(1, 4)));
            frame += ranges[^1].Count + (ulong)random.Next(0, 5);
        }

        if (far > 0)
            ranges.Add(((ulong)far, 2));
        (ulong Frame, ulong Count)[] shuffled = [.. ranges];
        random.Shuffle(shuffled);
        using KernelDump dump = DumpBytes.Ranges(8, shuffled).Open();

        long place = 0x2030 + 16 * shuffled.Length;
        var expected = new Dictionary<ulong, long>();
        foreach ((ulong first, ulong count) in shuffled)
        {
            for (ulong page = first; page < first + count; page++, place += 4096)
                expected.Add(page, place);
        }

        foreach (ulong page in Enumerable.Range(0, (int)frame + 100).Select(i => (ulong)i).Concat(Enumerable.Range(-3, 8).Select(i => (ulong)(far + Math.Max(i, -far)))))
        {
            Assert.Equal(expected.TryGetValue(page, out long there), dump.PhysicalMemory!.TryGetFileOffset(page << 12 | 8, out long offset));
            Assert.Equal(expected.ContainsKey(page), dump.PhysicalMemory.Contains(page << 12));
            if (there > 0)
                Assert.Equal(there + 8, offset);
        }
    }

    [Fact]
    public void A_page_of_a_range_is_found_among_many_in_one_place_and_few_elsewhere()
    {
        // All but four begin within the first of the parts into which the addresses are divided.
        (ulong Frame, ulong Count)[] ranges = [.. Enumerable.Range(0, 1500).Select(i => ((ulong)(2 * i + 1), 1UL)), (1UL << 30, 1), (1UL << 31, 2), (3UL << 30, 1), (1UL << 38, 1)];
        using KernelDump dump = DumpBytes.Ranges(8, ranges).Open();
        long place = 0x2030 + 16 * ranges.Length;
        foreach ((ulong frame, ulong count) in ranges)
        {
            Assert.True(dump.PhysicalMemory!.TryGetFileOffset(frame << 12, out long offset));
            Assert.Equal(place, offset);
            Assert.False(dump.PhysicalMemory.Contains((frame + count) << 12));
            Assert.False(dump.PhysicalMemory.Contains((frame - 1) << 12));
            place += (long)count << 12;
        }
    }

    [Fact]
    public void Reading_goes_on_at_the_next_range_behind_what_is_missing()
    {
        using KernelDump dump = DumpBytes.Ranges(8, (10, 1), (12, 2), (20, 1)).Open();
        Assert.Equal(
            [(0x9000UL, 0, 0x1000), (0xa000, 0x1000, 0x2000), (0xc000, 0x2000, 0x8000), (0x14000, 0x1000, 0x2000)],
            dump.PhysicalMemory!.ViewAll(0x9000, 0xd000).Select(piece => (piece.Address, piece.Bytes.Length, piece.Requested)));
    }

    /// <summary>Nothing of the pages themselves is needed.</summary>
    private static KernelDump Open(DumpBytes bytes) => KernelDump.Open(new LongStream(bytes.ToArray()), "long");

    /// <summary>A file that goes on behind its bytes for as long as anybody likes.</summary>
    private sealed class LongStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override long Length => 1L << 40;
    }
}
