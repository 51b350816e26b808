namespace KdmpParser.Tests.Bounds;

/// <summary>Four tables of which each entry leads to the next one map 2^36 pages: what that costs must be worth no more than a dump of so few pages.</summary>
public class SharedTableTests
{
    /// <summary>The dump has six pages: 16 visits for each and 1024 more, as <see cref="KernelDumpLimits.PageTableVisits"/> says.</summary>
    private const int Visits = 1120;

    [Fact]
    public void Regions_of_tables_that_are_shared_without_end_are_refused()
    {
        // Every second page of each 2 MiB: no table maps all of what it could.
        using KernelDump dump = Shared(step: 2).Open();
        KernelDumpException refusal = Assert.Throws<KernelDumpException>(() => dump.VirtualMemory.EnumerateRegions(null, Cancellation).Count());
        AssertLimit(Visits, refusal);
    }

    [Fact]
    public void A_map_of_what_is_mapped_without_end_is_refused_and_a_search_says_that_it_does_not_know()
    {
        using KernelDump dump = Shared(step: 1).Open();
        KernelDumpException refusal = Assert.Throws<KernelDumpException>(() => dump.VirtualMemory.FindMappings(MachineBytes.Page, Cancellation));
        AssertLimit(4 * Visits, refusal);
        Assert.Null(dump.Search(Pattern, cancellation: Cancellation).First().VirtualAddresses);
    }

    [Fact]
    public void A_search_through_addresses_that_are_mapped_without_end_is_refused()
    {
        using KernelDump dump = Shared(step: 2).Open();
        KernelDumpException refusal = Assert.Throws<KernelDumpException>(
            () => dump.VirtualMemory.Search(BytePattern.FromText("not there"), cancellation: Cancellation).Count());
        AssertLimit(64 * Visits, refusal);
    }

    [Fact]
    public void Pages_of_1_GiB_that_are_not_in_the_dump_are_passed_over_as_a_whole()
    {
        // 512 of them behind one entry of the PML4, the first with one page that the dump has.
        var machine = new MachineBytes();
        for (ulong i = 0; i < 512; i++)
            machine.Entry(0x2000 + 8 * i, i == 0 ? 0x83UL : 0x40_0000_0083);
        using KernelDump dump = machine.Open();
        Assert.Equal(
            [0x80_0000_0000 + MachineBytes.Page, 0x80_0000_0000 + MachineBytes.OtherPage],
            dump.VirtualMemory.Search(Pattern, cancellation: Cancellation).Concat(dump.VirtualMemory.Search(Other, cancellation: Cancellation)).Select(hit => hit.Value));
    }

    [Fact]
    public void The_next_page_of_a_bitmap_is_found_behind_a_gap_within_a_page_of_1_GiB()
    {
        // Frame 0x3ffff of 2^18 is in the dump, and the bitmap ends behind it; page tables in front.
        DumpBytes bytes = DumpBytes.Bitmap(5, 0x40000, [1, 2, 0x3ffff], firstPage: 0xb000).U64(0x010, 0x1000);
        bytes.Zeros(0xb000, 0x2000).U64(0xb008, 0x2003).U64(0xc000, 0x83);
        using KernelDump dump = bytes.Open();
        BytePattern pattern = BytePattern.FromBytes(bytes.At(0xd000, 16));
        Assert.Equal([0x80_3fff_f000UL], dump.VirtualMemory.Search(pattern, cancellation: Cancellation).Select(hit => hit.Value));
    }

    [Fact]
    public void A_page_that_is_mapped_a_hundred_times_has_the_first_64_addresses_with_each_hit()
    {
        var machine = new MachineBytes();
        for (ulong i = 0; i < 100; i++)
            machine.Entry(0x4000 + 8 * i, 0x5007);
        using KernelDump dump = machine.Open();
        IReadOnlyList<VirtualAddress> addresses = dump.Search(Pattern, cancellation: Cancellation).First().VirtualAddresses!;
        Assert.Equal(Enumerable.Range(0, 64).Select(i => 0x80_8060_0000 + 0x1000 * (ulong)i), addresses.Select(address => address.Value));
        Assert.Equal(100, dump.VirtualMemory.FindMappings(MachineBytes.Page, Cancellation).Count);
    }

    private static BytePattern Pattern { get; } = BytePattern.FromBytes(MachineBytes.Content(MachineBytes.Page, 256));

    private static BytePattern Other { get; } = BytePattern.FromBytes(MachineBytes.Content(MachineBytes.OtherPage, 256));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static void AssertLimit(int limit, KernelDumpException refusal)
    {
        Assert.Equal(KernelDumpError.LimitExceeded, refusal.Error);
        Assert.Contains($" {limit} ", refusal.Message, StringComparison.Ordinal);
    }

    private static MachineBytes Shared(ulong step)
    {
        var machine = new MachineBytes();
        for (ulong i = 0; i < 512; i++)
            machine.Entry(0x1000 + 8 * i, 0x2007).Entry(0x2000 + 8 * i, 0x3007).Entry(0x3000 + 8 * i, 0x4007).Entry(0x4000 + 8 * i, i % step == 0 ? 0x5007UL : 0);
        return machine;
    }
}
