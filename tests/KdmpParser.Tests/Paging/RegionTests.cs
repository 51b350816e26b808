namespace KdmpParser.Tests;

public class RegionTests
{
    private const ulong Mapped = MachineBytes.Mapped;

    [Fact]
    public void Neighbours_with_the_same_rights_are_one_region()
    {
        // 0x20, 0x28: writable. 0x30: read-only. 0x38: nothing. 0x40: read-only again. 0x48: not executable. 0x50: kernel.
        using KernelDump dump = new MachineBytes()
            .Entry(0x4028, 0x9007).Entry(0x4030, 0x5005).Entry(0x4040, 0x5005).Entry(0x4048, 0x8000_0000_0000_5005).Entry(0x4050, 0x5001).Open();
        Assert.Equal(
            [
                new(Mapped, 0x2000, 4096, Writable: true, Executable: true, User: true),
                new(Mapped + 0x2000, 0x1000, 4096, Writable: false, Executable: true, User: true),
                new(Mapped + 0x4000, 0x1000, 4096, Writable: false, Executable: true, User: true),
                new(Mapped + 0x5000, 0x1000, 4096, Writable: false, Executable: false, User: true),
                new(Mapped + 0x6000, 0x1000, 4096, Writable: false, Executable: true, User: false),
            ],
            Regions(dump));
    }

    [Theory]
    [InlineData(MachineBytes.Pml4e, 0x8000_0000_0000_2001)]
    [InlineData(MachineBytes.Pdpte, 0x8000_0000_0000_3001)]
    [InlineData(MachineBytes.Pde, 0x8000_0000_0000_4001)]
    public void Rights_are_those_of_the_whole_walk(ulong at, ulong entry)
    {
        using KernelDump dump = new MachineBytes().Entry(at, entry).Open();
        Assert.Equal([new(Mapped, 0x1000, 4096, Writable: false, Executable: false, User: false)], Regions(dump));
    }

    [Fact]
    public void Pages_of_another_size_are_another_region()
    {
        // PD index 4 maps 2 MiB behind the page table of index 3, whose last entry is at 0x4ff8; PDPT index 3 maps 1 GiB.
        using KernelDump dump = new MachineBytes().Entry(0x4ff8, 0x5007).Entry(0x3020, 0x20_0087).Entry(0x3028, 0x60_1087).Entry(0x2018, 0x4000_0087).Open();
        Assert.Equal(
            [
                new(Mapped, 0x1000, 4096, true, true, true),
                new(0x80_807f_f000, 0x1000, 4096, true, true, true),
                new(0x80_8080_0000, 0x40_0000, 0x20_0000, true, true, true),
                new(0x80_c000_0000, 0x4000_0000, 0x4000_0000, true, true, true),
            ],
            Regions(dump));
    }

    [Fact]
    public void What_the_processor_does_not_use_is_no_region()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, 0x5880).Entry(0x4028, 0x400).Entry(0x4030, 0x80).Open();
        Assert.Empty(Regions(dump));
    }

    [Fact]
    public void The_self_map_is_no_region()
    {
        using KernelDump dump = new MachineBytes().Entry(0x1f68, 0x8000_0000_0000_1003).Open();
        Assert.Equal([new(Mapped, 0x1000, 4096, true, true, true)], Regions(dump));
    }

    [Fact]
    public void A_table_that_leads_back_on_one_way_is_followed_on_another()
    {
        // PD 0xc000 leads to 0x2000, which is a PDPT on the way through PML4 index 1; through index 2 it is read as a page table.
        using KernelDump dump = new MachineBytes().Entry(0x2000, 0xc007).Entry(0xc000, 0x2007).Entry(0x1010, 0xb007).Entry(0xb000, 0xc007).Open();
        Assert.Equal(
            [
                new(Mapped, 0x1000, 4096, true, true, true),
                new(0x100_0000_0000, 0x1000, 4096, true, true, true),
                new(0x100_0000_2000, 0x1000, 4096, true, true, true),
            ],
            Regions(dump));
    }

    [Fact]
    public void A_region_can_end_at_2_to_the_64_and_the_halves_are_apart()
    {
        // The last entry of every table, and the first of the lower and of the upper half.
        using KernelDump dump = new MachineBytes().Entry(0x1ff8, 0x2007).Entry(0x2ff8, 0x3007).Entry(0x3ff8, 0x4007).Entry(0x4ff8, 0x5007)
            .Entry(MachineBytes.Pml4e, 0).Open();
        VirtualRegion last = Regions(dump).Last();
        Assert.Equal((0xffff_ffff_ffff_f000UL, ulong.MaxValue), (last.Start.Value, last.Last.Value));
    }

    [Fact]
    public void Four_tables_that_map_all_memory_are_two_regions()
    {
        // Every entry of a level leads to the same table: 2^36 pages, and each table is read once.
        var machine = new MachineBytes();
        for (ulong i = 0; i < 512; i++)
            machine.Entry(0x1000 + 8 * i, 0x2007).Entry(0x2000 + 8 * i, 0x3005).Entry(0x3000 + 8 * i, 0x4003).Entry(0x4000 + 8 * i, 0x5007);
        using KernelDump dump = KernelDump.Open(machine.ToDump().ToArray(), "four tables", new() { Limits = new() { PageTableVisits = 4 } });
        Assert.Equal(
            [new(0, 1UL << 47, 4096, false, true, false), new(0xffff_8000_0000_0000, 1UL << 47, 4096, false, true, false)],
            Regions(dump));
    }

    [Fact]
    public void A_shared_table_takes_its_rights_from_the_way_to_it()
    {
        // The same full page table behind PD index 3 (all rights) and 4 (read-only), and a table with nothing in it behind 5.
        var machine = new MachineBytes().Entry(0x3020, 0x4005).Entry(0x3028, 0x7007).Entry(0x3030, 0x7007).Entry(0x7000, 0);
        for (ulong i = 0; i < 512; i++)
            machine.Entry(0x4000 + 8 * i, 0x5007);
        using KernelDump dump = machine.Open();
        Assert.Equal(
            [new(0x80_8060_0000, 0x20_0000, 4096, true, true, true), new(0x80_8080_0000, 0x20_0000, 4096, false, true, true)],
            Regions(dump));
    }

    [Fact]
    public void A_pass_ends_at_its_limit()
    {
        byte[] bytes = new MachineBytes().ToDump().ToArray();
        using KernelDump enough = KernelDump.Open(bytes, "four tables", new() { Limits = new() { PageTableVisits = 4 } });
        Assert.Single(Regions(enough));
        using KernelDump tooFew = KernelDump.Open(bytes, "four tables", new() { Limits = new() { PageTableVisits = 3 } });
        Assert.Equal(KernelDumpError.LimitExceeded, Assert.Throws<KernelDumpException>(() => Regions(tooFew).Count()).Error);
    }

    [Fact]
    public void Tables_that_are_not_in_the_dump_are_told()
    {
        using KernelDump dump = new MachineBytes().Entry(0x3020, 0x9007).Entry(0x3028, 0x9005).Entry(0x2018, 0xa007).Open();
        var missing = new List<PageTableStep>();
        Assert.Single(dump.VirtualMemory.EnumerateRegions(missing.Add, TestContext.Current.CancellationToken));
        Assert.Equal([new(PageTableLevel.Pde, 0x3020, new(0x9007)), new(PageTableLevel.Pdpte, 0x2018, new(0xa007))], missing);

        missing.Clear();
        Assert.Empty(dump.GetAddressSpace(MachineBytes.Nowhere).EnumerateRegions(missing.Add, TestContext.Current.CancellationToken));
        Assert.Equal([default], missing);
    }

    [Fact]
    public void A_pass_can_be_cancelled()
    {
        using KernelDump dump = new MachineBytes().Open();
        Assert.Throws<OperationCanceledException>(() => dump.VirtualMemory.EnumerateRegions(cancellation: new(canceled: true)).Count());
    }

    [Fact]
    public void A_small_dump_has_no_regions()
    {
        using KernelDump dump = DumpBytes.Triage(0xffff8504_29890000).Open();
        Assert.False(dump.VirtualMemory.HasPageTables);
        Assert.Empty(Regions(dump));
    }

    private static IEnumerable<VirtualRegion> Regions(KernelDump dump) =>
        dump.VirtualMemory.EnumerateRegions(cancellation: TestContext.Current.CancellationToken);
}
