namespace KdmpParser.Tests.Searching;

/// <summary>A search for several patterns, in a part of physical or virtual memory.</summary>
public class SearchOptionsTests
{
    private const ulong Mapped = MachineBytes.Mapped;

    private static readonly BytePattern s_first = BytePattern.Parse("a1 b2 c3 d4"), s_second = BytePattern.Parse("5e ?? 60 71 82");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Hits_say_which_pattern_was_found()
    {
        using KernelDump dump = Machine().Open();
        SearchHit[] hits = Find(dump, new() { Patterns = [s_second, s_first] });
        Assert.Equal([(0x5800UL, s_first), (0x8010UL, s_second)], hits.Select(hit => (hit.PhysicalAddress!.Value.Value, hit.Pattern)));
        Assert.Equal([s_first.Length, s_second.Length], hits.Select(hit => hit.Length));
        Assert.Equal(Mapped + 0x800, Assert.Single(hits[0].VirtualAddresses!).Value);
    }

    [Theory]
    [InlineData(0x5800, 4UL, 1)]
    [InlineData(0x5801, null, 0)]
    [InlineData(0x5000, 0x803UL, 0)]
    [InlineData(0x5000, 0x804UL, 1)]
    public void A_hit_in_physical_memory_lies_wholly_within_the_range(ulong start, ulong? length, int count)
    {
        using KernelDump dump = Machine().Open();
        Assert.Equal(count, Find(dump, new() { Patterns = [s_first], Start = start, Length = length }).Length);
    }

    [Fact]
    public void Virtual_memory_is_gone_through_by_its_own_addresses()
    {
        // The end of one page and the beginning of the next, which are apart in physical memory.
        using KernelDump dump = Machine().Write(0x5ffe, [0xa1, 0xb2]).Write(0x8000, [0xc3, 0xd4]).Entry(MachineBytes.Pte + 8, 0x8007).Open();
        SearchHit hit = Assert.Single(Find(dump, new() { Patterns = [s_first], IsVirtual = true, Start = Mapped + 0x900 }));
        Assert.Equal((0x5ffeUL, Mapped + 0xffe), (hit.PhysicalAddress!.Value.Value, Assert.Single(hit.VirtualAddresses!).Value));
        Assert.Equal([0xa1, 0xb2, 0xc3, 0xd4], hit.Context.Bytes.AsSpan(hit.Offset, hit.Length).ToArray());
    }

    [Fact]
    public void Another_address_space_shows_other_memory()
    {
        // A second PML4 of zeros maps nothing.
        using KernelDump dump = Machine().Entry(0xa000, 0).Open();
        SearchOptions options = new() { Patterns = [s_first], IsVirtual = true };
        Assert.Single(Find(dump, options));
        Assert.Empty(Find(dump, options with { Memory = dump.GetAddressSpace(0xa000) }));
    }

    /// <summary>Large enough for several threads, which take parts of 4 MiB.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_range_across_several_parts_is_searched_from_its_first_to_its_last_byte(int threads)
    {
        const int Pages = 3 << 10;
        DumpBytes bytes = DumpBytes.Ranges(8, (1, Pages)).Zeros(0x2030 + 16, Pages * 0x1000);
        ulong[] places = [0x1ffe, 0x40_0ffe, 0x40_1002, 0x80_0000, 0xbf_fff0];
        foreach (ulong place in places)
            bytes.Write(0x2030 + 16 + (int)(place - 0x1000), [0xa1, 0xb2, 0xc3, 0xd4]);
        using KernelDump dump = KernelDump.Open(bytes.ToArray(), "by hand", new() { SearchThreads = threads });
        Assert.Equal(places[1..^1], Find(dump, new() { Patterns = [s_first], Start = 0x1fff, Length = 0xbf_fff3 - 0x1fff }).Select(hit => hit.PhysicalAddress!.Value.Value));
    }

    [Fact]
    public void A_search_needs_a_pattern_and_an_open_dump()
    {
        KernelDump dump = Machine().Open();
        Assert.Throws<ArgumentException>(() => dump.SearchAny(new() { Patterns = [] }, cancellation: Token));
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.SearchAny(new() { Patterns = [s_first] }, cancellation: Token));
        Assert.Throws<ObjectDisposedException>(() => dump.SearchAny(new() { Patterns = [s_first], IsVirtual = true }, cancellation: Token));
    }

    private static SearchHit[] Find(KernelDump dump, SearchOptions options) => [.. dump.SearchAny(options, cancellation: Token)];

    private static MachineBytes Machine() => new MachineBytes().Write(0x5800, [0xa1, 0xb2, 0xc3, 0xd4]).Write(0x8010, [0x5e, 0xff, 0x60, 0x71, 0x82]);
}
