namespace KdmpParser.Tests;

public class DisposeTests
{
    [Fact]
    public void A_read_after_the_dump_was_closed_throws()
    {
        KernelDump dump = new MachineBytes().Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.PhysicalMemory!.Read(0x5000, new byte[8]));
        Assert.Throws<ObjectDisposedException>(() => dump.VirtualMemory.Read(MachineBytes.Mapped, new byte[8]));
        Assert.Throws<ObjectDisposedException>(() => dump.VirtualMemory.Translate(MachineBytes.Mapped));
        Assert.Throws<ObjectDisposedException>(() => dump.PhysicalMemory!.View(0x5000));
    }

    [Fact]
    public void After_the_dump_was_closed_not_even_a_missing_page_is_an_answer()
    {
        KernelDump dump = new MachineBytes().Open();
        PhysicalMemory physical = dump.PhysicalMemory!;
        VirtualAddressSpace space = dump.VirtualMemory;
        Assert.NotEmpty(physical.Runs);
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => physical.Read(MachineBytes.Nowhere, new byte[8]));
        Assert.Throws<ObjectDisposedException>(() => physical.Read(MachineBytes.Nowhere, []));
        Assert.Throws<ObjectDisposedException>(() => physical.Contains(MachineBytes.Nowhere));
        Assert.Throws<ObjectDisposedException>(() => physical.TryGetFileOffset(MachineBytes.Nowhere, out _));
        Assert.Throws<ObjectDisposedException>(() => physical.TryRead<ulong>(MachineBytes.Nowhere, out _));
        Assert.Throws<ObjectDisposedException>(() => physical.Runs);
        Assert.Throws<ObjectDisposedException>(() => physical.EnumeratePages().First());
        Assert.Throws<ObjectDisposedException>(() => space.Translate(0x8000_0000_0000_0000));
        Assert.Throws<ObjectDisposedException>(() => space.TryTranslate(0x8000_0000_0000_0000, out _));
        Assert.Throws<ObjectDisposedException>(() => space.Read(0, []));
        Assert.Throws<ObjectDisposedException>(() => space.EnumerateRegions(cancellation: TestContext.Current.CancellationToken));
        Assert.Throws<ObjectDisposedException>(() => space.FindMappings(MachineBytes.Page, TestContext.Current.CancellationToken));
        Assert.Throws<ObjectDisposedException>(() => dump.GetAddressSpace(MachineBytes.Pml4));
        Assert.Throws<ObjectDisposedException>(() => physical.ViewAll(MachineBytes.Nowhere));
        Assert.Throws<ObjectDisposedException>(() => space.ViewAll(0));
        Assert.Throws<ObjectDisposedException>(() => dump.FindModule(0));
    }

    [Fact]
    public void A_read_of_a_small_dump_that_was_closed_throws()
    {
        KernelDump dump = DumpBytes.Triage(0xffff8504_29890000).Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.VirtualMemory.Read(0xffff8504_29890000, new byte[8]));
        Assert.Throws<ObjectDisposedException>(() => dump.VirtualMemory.Read(0, new byte[8]));
        Assert.Throws<ObjectDisposedException>(() => dump.VirtualMemory.Translate(0));
        Assert.Throws<ObjectDisposedException>(() => dump.GetAddressSpace(0x1000));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Looking_for_contexts_in_a_dump_that_was_closed_throws(bool askedBefore)
    {
        KernelDump dump = DumpBytes.Triage(0xffff8504_29890000).U32(0x348 + 0x30, 0x10001f).U32(0xf00, 0x80000003).Open();
        if (askedBefore)
            Assert.Equal((1, 1), (dump.Contexts.Length, dump.Exceptions.Length));
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.Contexts);
        Assert.Throws<ObjectDisposedException>(() => dump.Exceptions);
        Assert.NotNull(dump.Context);
    }

    [Fact]
    public void A_dump_can_be_closed_twice()
    {
        KernelDump dump = DumpBytes.Full((1, 1)).Open();
        dump.Dispose();
        dump.Dispose();
    }

    [Fact]
    public void What_was_handed_out_stays_valid()
    {
        KernelDump dump = new MachineBytes().ToDump().Text(0xfb0, "comment\0").U32(0x348 + 0x30, 0x10005f).Open();
        MemoryView view = dump.PhysicalMemory!.View(0x5000);
        dump.Dispose();
        Assert.Equal(MachineBytes.Content(0x5000, 0x1000), view.Bytes);
        Assert.Equal("comment", dump.Header.Comment);
        Assert.NotNull(dump.Context);
        Assert.Equal(6, dump.PhysicalMemory.PageCount);
    }

    [Fact]
    public Task Reads_that_are_under_way_while_the_dump_is_closed_end_with_data_or_an_exception() =>
        ReadWhileClosing(() => new MachineBytes().Open());

    [Theory]
    [InlineData(DumpAccess.Mapped)]
    [InlineData(DumpAccess.Stream)]
    public async Task So_do_reads_of_a_file(DumpAccess access)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", new MachineBytes().ToDump().ToArray());
        await ReadWhileClosing(() => KernelDump.Open(path, new() { Access = access }));
    }

    [Fact]
    public Task So_do_reads_of_a_stream() =>
        ReadWhileClosing(() => KernelDump.Open(new MemoryStream(new MachineBytes().ToDump().ToArray())));

    private static async Task ReadWhileClosing(Func<KernelDump> open)
    {
        byte[] expected = MachineBytes.Content(0x5000, 0x1000);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        for (int round = 0; round < 20; round++)
        {
            KernelDump dump = open();
            using var reading = new CountdownEvent(4);
            Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () => ReadUntilClosed(dump, expected, reading), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
            Assert.True(reading.Wait(TimeSpan.FromSeconds(30), cancellation));
            dump.Dispose();
            await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(30), cancellation);
        }
    }

    private static void ReadUntilClosed(KernelDump dump, byte[] expected, CountdownEvent reading)
    {
        var read = new byte[0x1000];
        bool signaled = false;
        try
        {
            while (true)
            {
                Assert.Equal(new(0x1000, null), dump.VirtualMemory.Read(MachineBytes.Mapped, read));
                Assert.True(read.AsSpan().SequenceEqual(expected));
                Array.Clear(read);
                if (!signaled)
                    reading.Signal();
                signaled = true;
            }
        }
        catch (ObjectDisposedException)
        {
            Assert.True(signaled);
        }
    }
}
