namespace KdmpParser.Tests.Properties;

public class LayoutProperties
{
    [Fact]
    public void Each_page_is_where_the_file_lists_it_first() => Property.Holds(ListedPages.PerhapsCut, 800, pages =>
    {
        byte[] file = pages.ToFile();
        var expected = new NaiveMemory(file);
        using KernelDump dump = ListedPages.Open(file);
        PhysicalMemory memory = dump.PhysicalMemory!;
        foreach (ulong frame in Enumerable.Range(0, 60).Select(i => (ulong)i).Concat(expected.Frames.Keys).Concat(expected.Frames.Keys.Select(frame => frame + 1)))
        {
            bool isThere = expected.HasPage(frame << 12);
            Assert.Equal((frame, isThere), (frame, memory.Contains(frame << 12 | 0xfff)));
            Assert.Equal((frame, isThere), (frame, memory.TryGetFileOffset(frame << 12 | 0x123, out long offset)));
            if (isThere)
                Assert.Equal((frame, expected.Frames[frame] + 0x123), (frame, offset));
        }
    });

    [Fact]
    public void Runs_are_all_pages_in_ascending_order_and_as_long_as_they_can_be() => Property.Holds(ListedPages.PerhapsCut, 800, pages =>
    {
        byte[] file = pages.ToFile();
        var expected = new NaiveMemory(file);
        ulong[] frames = [.. expected.Frames.Keys.Where(frame => expected.HasPage(frame << 12))];
        using KernelDump dump = ListedPages.Open(file);
        PhysicalMemory memory = dump.PhysicalMemory!;

        Assert.Equal(frames.Length, memory.PageCount);
        Assert.Equal(frames.Select(frame => frame << 12), memory.EnumeratePages().Select(page => page.Value));
        Assert.Equal(
            frames.Select(frame => (frame, expected.Frames[frame])),
            memory.Runs.SelectMany(run => Enumerable.Range(0, (int)run.PageCount).Select(i => (run.Start.PageFrameNumber + (ulong)i, run.FileOffset + i * 0x1000))));
        Assert.All(memory.Runs, run => Assert.True(run.PageCount > 0 && run.Start.Value % 0x1000 == 0));
        Assert.All(
            memory.Runs.Zip(memory.Runs.Skip(1)),
            pair => Assert.False(Follows(pair.First, pair.Second), $"{pair.First} and {pair.Second} are one"));
    });

    private static bool Follows(PhysicalRun run, PhysicalRun next) =>
        run.Start.Value + (ulong)run.PageCount * 0x1000 == next.Start.Value && run.FileOffset + run.PageCount * 0x1000 == next.FileOffset;
}
