namespace KdmpParser.Tests;

public class ReverseMapTests
{
    [Fact]
    public void A_page_that_is_mapped_more_than_once_has_all_its_addresses()
    {
        // PT index 9 maps the same page read-only, PD index 5 the 2 MiB that it is in, for the kernel and without execution.
        using KernelDump dump = new MachineBytes().Entry(0x4048, 0x5005).Entry(0x3028, 0x8000_0000_0000_0083).Open();
        Assert.Equal(
            [
                new(0x80_8060_4123, 4096, Writable: true, Executable: true, User: true),
                new(0x80_8060_9123, 4096, Writable: false, Executable: true, User: true),
                new(0x80_80a0_5123, 0x20_0000, Writable: true, Executable: false, User: false),
            ],
            Find(dump, 0x5123));
        Assert.Equal([new(0x80_80a0_0000, 0x20_0000, true, false, false)], Find(dump, 0));
        Assert.Equal([new(0x80_80bf_ffff, 0x20_0000, true, false, false)], Find(dump, 0x1f_ffff));
        Assert.Empty(Find(dump, 0x20_0000));
    }

    [Fact]
    public void Neighbours_in_virtual_memory_need_not_be_neighbours_in_physical_memory()
    {
        using KernelDump dump = new MachineBytes().Entry(0x4028, 0x8007).Open();
        Assert.Empty(Find(dump, 0x6000));
        Assert.Equal(MachineBytes.Mapped + 0x1123, Assert.Single(Find(dump, 0x8123)).VirtualAddress.Value);
    }

    [Fact]
    public void A_table_that_is_shared_maps_each_of_its_pages_again()
    {
        // PD index 4 leads to the page table of index 3, too, which maps 512 frames from the last to the first.
        var machine = new MachineBytes().Entry(0x3020, 0x4007);
        for (ulong i = 0; i < 512; i++)
            machine.Entry(0x4000 + 8 * i, (0x1000 - i) * 0x1000 | 7);
        using KernelDump dump = machine.Open();
        Assert.Equal([0x80_8060_7000UL, 0x80_8080_7000UL], Find(dump, (0x1000 - 7) * 0x1000).Select(mapping => mapping.VirtualAddress.Value));
    }

    [Fact]
    public void Every_mapping_leads_back()
    {
        using KernelDump dump = KdmpSample.Open();
        ReverseMap map = dump.VirtualMemory.BuildReverseMap(TestContext.Current.CancellationToken);
        int found = 0;
        foreach (PhysicalAddress page in dump.PhysicalMemory!.EnumeratePages())
        {
            foreach (VirtualMapping mapping in map.Find(page.Value + 0x18))
            {
                Translation translation = dump.VirtualMemory.Translate(mapping.VirtualAddress);
                Assert.Equal(page.Value + 0x18, translation.PhysicalAddress!.Value.Value);
                Assert.Equal((mapping.PageSize, mapping.Writable, mapping.Executable, mapping.User), (translation.PageSize, translation.Writable, translation.Executable, translation.User));
                found++;
            }
        }

        Assert.True(found > 50);
    }

    [Fact]
    public void A_page_that_is_not_in_the_dump_has_addresses_too()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, MachineBytes.Nowhere | 7).Open();
        Assert.Equal(MachineBytes.Mapped, Assert.Single(Find(dump, MachineBytes.Nowhere)).VirtualAddress.Value);
    }

    [Fact]
    public void A_map_outlives_its_dump()
    {
        ReverseMap map;
        using (KernelDump dump = new MachineBytes().Open())
            map = dump.VirtualMemory.BuildReverseMap(TestContext.Current.CancellationToken);
        Assert.Single(map.Find(MachineBytes.Page));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_map_may_hold_as_many_pieces_as_the_limit(int limit, bool fits)
    {
        byte[] bytes = new MachineBytes().Entry(0x4048, 0x5005).ToDump().ToArray();
        using KernelDump dump = KernelDump.Open(bytes, "two mappings", new() { Limits = new() { Mappings = limit } });
        if (fits)
            Assert.Equal(2, Find(dump, MachineBytes.Page).Count);
        else
            Assert.Equal(KernelDumpError.LimitExceeded, Assert.Throws<KernelDumpException>(() => Find(dump, MachineBytes.Page)).Error);
    }

    private static IReadOnlyList<VirtualMapping> Find(KernelDump dump, PhysicalAddress address) =>
        dump.VirtualMemory.FindMappings(address, TestContext.Current.CancellationToken);
}
