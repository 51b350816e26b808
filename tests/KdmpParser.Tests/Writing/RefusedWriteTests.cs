namespace KdmpParser.Tests;

public class RefusedWriteTests
{
    private static readonly ChosenPages s_unreadable = new((0x1000, 2), (0x9000, 1)) { Unreadable = 0x9000 };

    [Fact]
    public void A_full_dump_of_42_ranges_can_be_written()
    {
        using var stream = new MemoryStream();
        Writer(DumpType.Full, Apart(42)).Write(stream);
        using KernelDump dump = KernelDump.Open(stream.ToArray(), "written");
        Assert.Equal(42, dump.PhysicalMemory!.Runs.Count);
    }

    [Fact]
    public void A_full_dump_of_43_ranges_is_refused() =>
        Assert.Throws<ArgumentException>(() => Writer(DumpType.Full, Apart(43)).Write(Stream.Null));

    [Theory]
    [InlineData(DumpType.Bitmap)]
    [InlineData(DumpType.KernelMemory)]
    [InlineData(DumpType.CompleteMemory)]
    public void The_other_types_take_more_than_42_ranges(DumpType type)
    {
        using var stream = new MemoryStream();
        Writer(type, Apart(100)).Write(stream);
        using KernelDump dump = KernelDump.Open(stream.ToArray(), "written");
        Assert.Equal(100, dump.PhysicalMemory!.Runs.Count);
    }

    [Theory]
    [InlineData(DumpType.KernelMemory)]
    [InlineData(DumpType.KernelAndUserMemory)]
    [InlineData(DumpType.CompleteMemory)]
    public void A_page_at_address_0_is_refused_where_frame_0_ends_the_list(DumpType type) =>
        Assert.Throws<ArgumentException>(() => Writer(type, new ChosenPages((0, 1), (0x5000, 1))).Write(Stream.Null));

    [Theory]
    [InlineData(DumpType.Triage)]
    [InlineData((DumpType)3)]
    public void A_type_without_physical_memory_is_refused(DumpType type) =>
        Assert.Throws<ArgumentException>(() => Writer(type, new((0x1000, 1))).Write(Stream.Null));

    [Fact]
    public void A_comment_that_does_not_fit_is_refused()
    {
        DumpHeader header = KernelDumpWriterTests.Header(DumpType.Full) with { Comment = new string('c', 129) };
        Assert.Throws<ArgumentException>(() => new KernelDumpWriter { Header = header, Pages = new ChosenPages() }.Write(Stream.Null));
    }

    [Fact]
    public void A_write_that_fails_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<InvalidOperationException>(() => Writer(DumpType.Full, s_unreadable).Write(folder["memory.dmp"]));
        Assert.Throws<ArgumentException>(() => Writer(DumpType.Triage, new((0x1000, 1))).Write(folder["memory.dmp"]));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_file_that_was_there()
    {
        using var folder = new TemporaryFolder();
        folder.Write("memory.dmp", [1, 2, 3]);
        Assert.Throws<InvalidOperationException>(() => Writer(DumpType.Bitmap, s_unreadable).Write(folder["memory.dmp"], overwrite: true));
        Assert.Equal(["memory.dmp"], folder.Names);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder["memory.dmp"]));
    }

    [Fact]
    public void A_write_replaces_the_file_that_was_there_where_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        folder.Write("memory.dmp", [1, 2, 3]);
        KernelDumpWriter writer = Writer(DumpType.Bitmap, new((0x1000, 1)));
        Assert.Equal(KernelDumpError.FileExists, Assert.Throws<KernelDumpException>(() => writer.Write(folder["memory.dmp"])).Error);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder["memory.dmp"]));
        writer.Write(folder["memory.dmp"], overwrite: true);
        Assert.Equal(["memory.dmp"], folder.Names);
        using KernelDump dump = KernelDump.Open(folder["memory.dmp"]);
        Assert.Equal(1, dump.PhysicalMemory!.PageCount);
    }

    private static KernelDumpWriter Writer(DumpType type, ChosenPages pages) =>
        new() { Header = KernelDumpWriterTests.Header(type), Pages = pages };

    private static ChosenPages Apart(int count) => new([.. Enumerable.Range(0, count).Select(i => (0x2000 * (ulong)i + 0x1000, 1L))]);
}
