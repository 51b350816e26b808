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
}
