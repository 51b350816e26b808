namespace KdmpParser.Tests;

public class VirtualReadTests
{
    private const ulong Mapped = MachineBytes.Mapped;

    [Fact]
    public void A_read_goes_on_over_pages_that_are_apart_in_physical_memory()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte + 8, 0x8003).Open();
        Assert.Equal(
            [.. MachineBytes.Content(0x5ffd, 3), .. MachineBytes.Content(0x8000, 0x1000)],
            dump.VirtualMemory.View(Mapped + 0xffd, 0x1003).Bytes);
    }

    [Fact]
    public void A_read_goes_on_into_another_page_table()
    {
        // The first address behind the 2 MiB of the page table: PD index 4.
        const ulong Last = 0x0000_0080_807f_f000;
        using KernelDump dump = new MachineBytes().Entry(0x4ff8, 0x5003).Entry(0x3020, 0x6007).Entry(0x6000, 0x8003).Open();
        Assert.Equal(
            [.. MachineBytes.Content(0x5ff8, 8), .. MachineBytes.Content(0x8000, 8)], dump.VirtualMemory.View(Last + 0xff8, 0x10).Bytes);
    }

    [Fact]
    public void A_read_stops_at_a_hole_and_touches_nothing_behind_it()
    {
        // Two pages, a hole, and a page behind it.
        using KernelDump dump = new MachineBytes().Entry(0x4028, 0x8003).Entry(0x4038, 0x8003).Open();
        var read = new byte[0x4000];
        Array.Fill(read, (byte)0x77);
        ReadResult result = dump.VirtualMemory.Read(Mapped + 0x800, read);
        Assert.Equal(new(0x1800, new(MemoryFailureReason.NotPresent, Mapped + 0x2000, PageTableLevel.Pte, Entry: PageTableEntryKind.Zero)), result);
        Assert.Equal(MachineBytes.Content(0x8000, 0x1000), read[0x800..0x1800]);
        Assert.All(read[0x1800..], value => Assert.Equal(0x77, value));
    }

    [Fact]
    public void A_read_says_which_page_is_not_in_the_dump()
    {
        using KernelDump dump = new MachineBytes().Entry(0x4028, MachineBytes.Nowhere | 7).Open();
        ReadResult result = dump.VirtualMemory.Read(Mapped + 0xff0, new byte[0x20]);
        Assert.Equal(new(0x10, new(MemoryFailureReason.PageNotInDump, Mapped + 0x1000, Missing: 0x9000UL)), result);
    }

    [Fact]
    public void A_read_says_which_page_table_is_not_in_the_dump()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pde, MachineBytes.Nowhere | 7).Open();
        ReadResult result = dump.VirtualMemory.Read(Mapped, new byte[0x20]);
        Assert.Equal(new(0, new(MemoryFailureReason.PageTableNotInDump, Mapped, PageTableLevel.Pte, 0x9020UL)), result);
    }

    [Fact]
    public void A_large_page_may_be_in_the_dump_in_part()
    {
        // Of the 2 MiB at 0x40_0000, the frames at 0x40_3000 and 0x40_4000.
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pde, 0x40_0083).Capture(0x40_3000).Capture(0x40_4000).Open();
        MemoryView view = dump.VirtualMemory.View(Mapped - 0x800, 0x3000);
        Assert.Equal(MachineBytes.Content(0x40_3800, 0x1800), view.Bytes);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.PageNotInDump, Mapped + 0x1000, Missing: 0x40_5000UL), view.Failure);
        Assert.False(view.IsPhysical);
    }

    [Theory]
    [InlineData(0x10, null)] // up to 2^64 exactly
    [InlineData(0x11, MemoryFailureReason.EndOfAddressSpace)]
    [InlineData(0x2000, MemoryFailureReason.EndOfAddressSpace)]
    public void A_read_ends_at_the_end_of_the_address_space(int length, MemoryFailureReason? reason)
    {
        // Index 511 at every level; what is mapped at zero must not be read.
        MachineBytes machine = new MachineBytes().Entry(0x1ff8, 0x2007).Entry(0x2ff8, 0x3007).Entry(0x3ff8, 0x4007).Entry(0x4ff8, 0x5007);
        machine.Entry(0x1000, 0x2007).Entry(0x2000, 0x3007).Entry(0x3000, 0x4007).Entry(0x4000, 0x8007);
        using KernelDump dump = machine.Open();
        MemoryView view = dump.VirtualMemory.View(0xffffffff_fffffff0, length);
        Assert.Equal(MachineBytes.Content(0x5ff0, 0x10), view.Bytes);
        Assert.Equal(reason, view.Failure?.Reason);
    }

    [Fact]
    public void A_read_stops_where_addresses_are_no_longer_canonical()
    {
        // The last page of the lower half: PML4 index 255, index 511 below it.
        MachineBytes machine = new MachineBytes().Entry(0x17f8, 0x2007).Entry(0x2ff8, 0x3007).Entry(0x3ff8, 0x4007).Entry(0x4ff8, 0x5007);
        using KernelDump dump = machine.Open();
        MemoryView view = dump.VirtualMemory.View(0x00007fff_fffffff0, 0x20);
        Assert.Equal(MachineBytes.Content(0x5ff0, 0x10), view.Bytes);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.NonCanonical, 0x00008000_00000000), view.Failure);
    }
}
