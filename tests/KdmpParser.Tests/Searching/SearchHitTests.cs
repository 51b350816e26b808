namespace KdmpParser.Tests;

/// <summary>Hits with where they are mapped and what stands around them.</summary>
public class SearchHitTests
{
    private static readonly BytePattern s_needle = BytePattern.FromText("needle");

    [Fact]
    public void A_hit_names_every_virtual_address_of_its_page()
    {
        // PT index 9 maps the same page once more.
        using KernelDump dump = new MachineBytes().Entry(0x4048, 0x5005).Write(MachineBytes.Page + 0x123, "needle"u8).Open();
        SearchHit hit = Assert.Single(dump.Search(s_needle, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(MachineBytes.Page + 0x123, hit.PhysicalAddress);
        Assert.Equal([MachineBytes.Mapped + 0x123, 0x80_8060_9123], hit.VirtualAddresses!.Select(address => address.Value));
    }

    [Fact]
    public void A_hit_in_a_page_that_nothing_maps_has_no_virtual_address()
    {
        using KernelDump dump = new MachineBytes().Write(MachineBytes.OtherPage, "needle"u8).Open();
        Assert.Empty(Find(dump).VirtualAddresses!);
    }

    [Fact]
    public void Without_page_tables_it_is_not_known_where_a_hit_is_mapped()
    {
        using KernelDump dump = new MachineBytes().Write(MachineBytes.Page, "needle"u8).Open(directoryTableBase: 0x4547415045474150);
        Assert.Null(dump.VirtualMemory.DirectoryTableBase);
        Assert.Null(Find(dump).VirtualAddresses);
    }

    [Fact]
    public void The_context_is_what_stands_before_and_behind_without_a_gap()
    {
        // The page of the hit has a neighbour behind it (0x6000) and none before it but the page table at 0x4000.
        var machine = new MachineBytes().Capture(0x6000).Write(0x5ffd, "nee"u8).Write(0x6000, "dle"u8);
        using KernelDump dump = machine.Open();
        SearchHit hit = Find(dump);
        Assert.Equal((16, 6), (hit.Offset, hit.Length));
        byte[] expected = [.. MachineBytes.Content(0x5fed, 16), .. "needle"u8, .. MachineBytes.Content(0x6003, 16)];
        Assert.Equal(expected, hit.Context.Bytes);
        Assert.Equal(0x5fedUL, hit.Context.Address);
    }

    [Theory]
    [InlineData(MachineBytes.OtherPage, 0, 22)]
    [InlineData(MachineBytes.OtherPage + 3, 3, 25)]
    [InlineData(MachineBytes.OtherPage + 0xffa, 16, 22)]
    public void The_context_ends_where_a_page_is_missing(ulong address, int offset, int length)
    {
        using KernelDump dump = new MachineBytes().Write(address, "needle"u8).Open();
        SearchHit hit = Find(dump);
        Assert.Equal((offset, length), (hit.Offset, hit.Context.Bytes.Length));
        Assert.Equal(address - (ulong)offset, hit.Context.Address);
    }

    [Fact]
    public void A_hit_in_a_small_dump_has_a_virtual_address_only()
    {
        const ulong Block = 0xfffff804_79c00000;
        using KernelDump dump = DumpBytes.Triage(0xffff8504_29890e00, (Block, 0x4000, 0x100)).Write(0x4004, "needle"u8).Open();
        SearchHit hit = Find(dump);
        Assert.Null(hit.PhysicalAddress);
        Assert.Equal(Block + 4, Assert.Single(hit.VirtualAddresses!).Value);
        Assert.Equal((Block, 4, 26), (hit.Context.Address, hit.Offset, hit.Context.Bytes.Length));
    }

    [Fact]
    public void What_stands_before_a_gap_is_not_the_context_of_a_hit_behind_it()
    {
        // Eight bytes, eight that are missing, and then the hit.
        const ulong Block = 0xfffff804_79c00000;
        using KernelDump dump = DumpBytes.Triage(0xffff8504_29890e00, (Block, 0x4000, 8), (Block + 16, 0x4100, 0x100)).Write(0x4100, "needle"u8).Open();
        SearchHit hit = Find(dump);
        Assert.Equal((Block + 16, 0, 22), (hit.Context.Address, hit.Offset, hit.Context.Bytes.Length));
    }

    [Fact]
    public void Tables_that_map_more_than_the_limit_leave_it_unknown_where_a_hit_is_mapped()
    {
        byte[] bytes = new MachineBytes().Entry(0x4048, 0x9005).Write(MachineBytes.Page, "needle and needle"u8).ToDump().ToArray();
        using KernelDump dump = KernelDump.Open(bytes, "by hand", new() { Limits = new() { Mappings = 1 } });
        Assert.Equal([null, null], dump.Search(s_needle, cancellation: TestContext.Current.CancellationToken).Select(hit => hit.VirtualAddresses));
    }

    private static SearchHit Find(KernelDump dump) => Assert.Single(dump.Search(s_needle, cancellation: TestContext.Current.CancellationToken));
}
