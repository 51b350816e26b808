namespace KdmpParser.Tests;

public class AccessTests
{
    private static readonly byte[] s_dump = new MachineBytes().ToDump().ToArray();

    [Theory]
    [InlineData(DumpAccess.Auto)]
    [InlineData(DumpAccess.Mapped)]
    [InlineData(DumpAccess.Stream)]
    public void Every_access_reads_the_same_bytes(DumpAccess access)
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = KernelDump.Open(folder.Write("memory.dmp", s_dump), new() { Access = access });
        Assert.Equal(MachineBytes.Content(0x5000, 0x1000), dump.VirtualMemory.View(MachineBytes.Mapped).Bytes);
    }

    [Fact]
    public void A_file_that_shrinks_is_no_danger_to_a_dump_that_is_read_as_a_stream()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", s_dump);
        using KernelDump dump = KernelDump.Open(path, new() { Access = DumpAccess.Stream });
        Assert.True(dump.PhysicalMemory!.TryGetFileOffset(0x5000, out long page));
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(page + 0x10);
        Assert.Equal(new(0x10, new(MemoryFailureReason.Truncated, 0x5010)), dump.PhysicalMemory.Read(0x5000, new byte[0x1000]));
        Assert.Equal(new(0, new(MemoryFailureReason.Truncated, 0x8000)), dump.PhysicalMemory.Read(0x8000, new byte[8]));
    }

    [Fact]
    public void A_dump_may_begin_anywhere_in_a_stream()
    {
        using var stream = new MemoryStream([1, 2, 3, .. s_dump]);
        stream.Position = 3;
        using (KernelDump dump = KernelDump.Open(stream, "a stream", leaveOpen: true))
        {
            Assert.Equal(("a stream", s_dump.Length), (dump.Name, dump.FileLength));
            Assert.Equal(MachineBytes.Content(0x5000, 0x1000), dump.VirtualMemory.View(MachineBytes.Mapped).Bytes);
        }

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_is_closed_with_its_dump()
    {
        var stream = new MemoryStream(s_dump);
        KernelDump.Open(stream, "a stream").Dispose();
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void A_stream_that_is_no_dump_is_refused_and_let_go()
    {
        var stream = new MemoryStream("These are notes."u8.ToArray());
        Assert.Equal(KernelDumpError.NotADump, Assert.Throws<KernelDumpException>(() => KernelDump.Open(stream, "notes").Dispose()).Error);
        Assert.False(stream.CanRead);
        Assert.Equal(KernelDumpError.Empty, Assert.Throws<KernelDumpException>(() => KernelDump.Open(new MemoryStream(), "nothing").Dispose()).Error);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_a_mistake_of_the_caller()
    {
        using var compressed = new System.IO.Compression.GZipStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);
        Assert.Throws<ArgumentException>(() => KernelDump.Open(compressed, "a stream").Dispose());
    }

    [Fact]
    public void A_stream_that_fails_later_is_reported_with_its_offset()
    {
        using var stream = new FailingStream(s_dump);
        using KernelDump dump = KernelDump.Open(stream);
        Assert.True(dump.PhysicalMemory!.TryGetFileOffset(0x5000, out long page));
        stream.Fails = true;
        var failure = Assert.Throws<KernelDumpException>(() => dump.PhysicalMemory.Read(0x5000, new byte[8]));
        Assert.Equal((KernelDumpError.FileUnavailable, page), (failure.Error, failure.FileOffset));
        Assert.Contains("the share went away", failure.Message, StringComparison.Ordinal);

        // And it is not the new file that is to blame.
        using var folder = new TemporaryFolder();
        Assert.Equal(
            KernelDumpError.FileUnavailable,
            Assert.Throws<KernelDumpException>(() => dump.ConvertTo(folder["new.dmp"], DumpType.Bitmap, cancellation: TestContext.Current.CancellationToken)).Error);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Readers_of_one_stream_take_turns()
    {
        using KernelDump dump = KernelDump.Open(new MemoryStream(s_dump), "a stream");
        await Task.WhenAll(((ulong[])[0x5000, 0x8000]).Select(page => Task.Run(
            () =>
            {
                byte[] expected = MachineBytes.Content(page, 0x1000), read = new byte[0x1000];
                for (int i = 0; i < 2000; i++)
                {
                    dump.PhysicalMemory!.ReadExactly(page, read);
                    Assert.True(read.AsSpan().SequenceEqual(expected));
                }
            },
            TestContext.Current.CancellationToken)));
    }

    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public bool Fails { get; set; }

        public override int Read(Span<byte> buffer) => Fails ? throw new IOException("the share went away") : base.Read(buffer);
    }
}
