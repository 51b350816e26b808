namespace KdmpParser.Tests.Searching;

public class VirtualSearchTests
{
    private const ulong Mapped = MachineBytes.Mapped;
    private const ulong Stack = 0xffff8504_29890e00;

    private static readonly byte[] s_bytes = [0xa1, 0xb2, 0xc3, 0xd4];
    private static readonly BytePattern s_pattern = BytePattern.FromBytes(s_bytes);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_hit_goes_on_in_the_next_virtual_page()
    {
        // 0x5000, then 0x8000, then a hole, then 0x5000 again.
        MachineBytes machine = new MachineBytes().Entry(0x4028, 0x8003).Entry(0x4038, 0x5003).Write(0x5ffd, s_bytes.AsSpan(0, 3)).Write(0x8000, s_bytes.AsSpan(3));
        using KernelDump dump = machine.Open();
        Assert.Equal([Mapped + 0xffd], Find(dump, 0, null));
        Assert.Equal([Mapped + 0xffd], Find(dump, Mapped, 0x4000));
        Assert.Empty(dump.PhysicalMemory!.Search(s_pattern, cancellation: Token));
    }

    [Fact]
    public void Nothing_is_found_across_virtual_pages_that_are_missing()
    {
        // Mapped, not mapped, mapped again; then a page that is not in the dump, and one that is.
        MachineBytes machine = new MachineBytes().Entry(0x4030, 0x8003).Entry(0x4038, MachineBytes.Nowhere | 3).Entry(0x4040, 0x5003);
        using KernelDump dump = machine.Write(0x5ffe, s_bytes.AsSpan(0, 2)).Write(0x8000, s_bytes.AsSpan(2)).Write(0x8ffe, s_bytes.AsSpan(0, 2)).Write(0x5000, s_bytes.AsSpan(2)).Open();
        Assert.Empty(Find(dump, 0, null));
        Assert.Equal([Mapped + 0xffe, Mapped + 0x2ffe, Mapped + 0x4ffe], dump.VirtualMemory.Search(BytePattern.FromBytes(s_bytes.AsSpan(0, 2)), cancellation: Token).Select(hit => hit.Value));
    }

    [Theory]
    [InlineData(0x800, 4, true)]
    [InlineData(0x7fd, 7, true)]
    [InlineData(0x801, 0x100, false)]
    [InlineData(0x800, 3, false)]
    [InlineData(0x800, 0, false)]
    [InlineData(0x400, 0x403, false)]
    public void A_hit_lies_wholly_within_the_range(ulong offset, ulong length, bool isFound)
    {
        using KernelDump dump = new MachineBytes().Write(0x5800, s_bytes).Open();
        Assert.Equal(isFound ? [Mapped + 0x800] : [], Find(dump, Mapped + offset, length));
    }

    /// <summary>Pieces of a small dump that follow each other in memory, each somewhere else in the file, and shorter than the hit.</summary>
    [Theory]
    [InlineData("b2 c3 d4 e5 f6 07", 1)]
    [InlineData("a1 b2 c3 d4 e5 f6 07 08 09", 0)]
    [InlineData("d4 e5", 3)]
    [InlineData("08 09", 7)]
    [InlineData("c3 d4 e5 f6 07 08", 2)]
    [InlineData("?? f6 07", 4)]
    public void A_hit_goes_on_through_several_pieces_of_a_small_dump(string pattern, int offset)
    {
        const ulong Start = 0xffffa884_88260000;
        DumpBytes bytes = DumpBytes.Triage(Stack, (Start, 0x4000, 2), (Start + 2, 0x4700, 2), (Start + 4, 0x4200, 2), (Start + 6, 0x4300, 3), (Start + 10, 0x4303, 2));
        bytes.Write(0x4000, [0xa1, 0xb2, 1]).Write(0x4700, [0xc3, 0xd4, 2]).Write(0x4200, [0xe5, 0xf6, 3]).Write(0x4300, [0x07, 0x08, 0x09, 0x0a, 0x0b]);
        using KernelDump dump = bytes.Open();
        Assert.Equal([Start + (ulong)offset], dump.VirtualMemory.Search(BytePattern.Parse(pattern), Start, cancellation: Token).Select(hit => hit.Value));
        Assert.Empty(dump.VirtualMemory.Search(BytePattern.Parse("09 0a"), Start, cancellation: Token));
    }

    [Fact]
    public void What_cannot_be_read_is_passed_over()
    {
        // PD index 4 leads to a table that is not in the dump, 5 to another one whose first page is not, and its second is.
        MachineBytes machine = new MachineBytes().Entry(0x3020, MachineBytes.Nowhere | 7).Entry(0x3028, 0x6007);
        machine.Entry(0x6000, MachineBytes.Nowhere | 7).Entry(0x6008, 0x8007).Write(0x8123, s_bytes);

        // A PDPT and a PD that are not in the dump, before it and behind it; the same page at the end of the upper half.
        machine.Entry(0x1000, MachineBytes.Nowhere | 7).Entry(0x2018, MachineBytes.Nowhere | 7);
        machine.Entry(0x1ff8, 0xa007).Entry(0xaff8, 0xb007).Entry(0xbff8, 0xc007).Entry(0xcff8, 0x8007);
        using KernelDump dump = machine.Open();
        Assert.Equal([0x80_80a0_1123UL, 0xffffffff_fffff123], Find(dump, 0, null));
    }

    [Fact]
    public void Nothing_is_found_where_the_root_of_the_tables_is_missing()
    {
        using KernelDump dump = new MachineBytes().Write(0x5800, s_bytes).Open(MachineBytes.Nowhere);
        Assert.Empty(Find(dump, 0, null));
    }

    [Fact]
    public void The_last_byte_of_all_can_be_part_of_a_hit()
    {
        MachineBytes machine = new MachineBytes().Entry(0x1ff8, 0x2007).Entry(0x2ff8, 0x3007).Entry(0x3ff8, 0x4007).Entry(0x4ff8, 0x8007).Write(0x8ffc, s_bytes);
        using KernelDump dump = machine.Open();
        Assert.Equal([0xffffffff_fffffffc], Find(dump, 0xffffffff_fffff000, 0x1000));
        Assert.Equal([0xffffffff_fffffffc], Find(dump, 0xffffffff_fffff000, 0x5000));
        Assert.Empty(Find(dump, 0xffffffff_fffff000, 0xfff));
    }

    [Fact]
    public void A_large_page_may_be_in_the_dump_in_part()
    {
        MachineBytes machine = new MachineBytes().Entry(MachineBytes.Pde, 0x40_0083).Capture(0x40_3000).Write(0x41_1ffe, s_bytes.AsSpan(0, 2)).Write(0x41_2000, s_bytes.AsSpan(2));
        using KernelDump dump = machine.Open();
        Assert.Equal([0x80_8061_1ffeUL], Find(dump, 0, null));
    }

    [Fact]
    public void The_self_map_shows_page_tables_and_ends()
    {
        // PML4 index 0x1ed: the page table of index (1, 2, 3) is a page there.
        using KernelDump dump = new MachineBytes().Entry(0x1f68, 0x1007).Write(0x4800, s_bytes).Open();
        Assert.Equal([0xfffff680_40403800UL], Find(dump, 0, null));
    }

    [Fact]
    public void Progress_counts_canonical_addresses()
    {
        using KernelDump dump = new MachineBytes().Open();
        var reports = new ScanReports();
        Assert.Empty(dump.VirtualMemory.Search(s_pattern, 0x00007fff_ffffe000, 0xffff0000_00004000, reports, Token));
        Assert.Equal([new(0, 0x4000), new(0x4000, 0x4000)], reports.All);

        reports = new();
        Assert.Empty(dump.VirtualMemory.Search(s_pattern, progress: reports, cancellation: Token));
        Assert.Equal((new(0, 1L << 48), new(1L << 48, 1L << 48)), (reports.All[0], reports.All[^1]));
        Assert.Equal(reports.All.Order(Comparer<ScanProgress>.Create((a, b) => a.BytesDone.CompareTo(b.BytesDone))), reports.All);
    }

    [Fact]
    public void Memory_that_cannot_be_translated_is_not_searched_in_vain()
    {
        using KernelDump arm = DumpBytes.Ranges(8, (1, 1)).U32(0x030, DumpBytes.Arm64).Open();
        Assert.Equal(MemoryFailureReason.UnsupportedPageTables, Refusal(arm).Reason);
        using KernelDump rootless = DumpBytes.Ranges(8, (1, 1)).Open();
        Assert.Equal(MemoryFailureReason.NoPageTables, Refusal(rootless).Reason);

        static MemoryFailure Refusal(KernelDump dump) =>
            Assert.Throws<KernelDumpException>(() => dump.VirtualMemory.Search(s_pattern, cancellation: Token)).MemoryFailure!.Value;
    }

    [Fact]
    public void A_small_dump_is_searched_piece_by_piece()
    {
        // A block that touches the stack, one a byte behind it, and one at the end of all addresses.
        DumpBytes bytes = DumpBytes.Triage(Stack, (Stack + 0x200, 0x5000, 0x20), (Stack + 0x221, 0x4000, 0x10), (0xffffffff_fffffff0, 0x4800, 0x10));
        bytes.Zeros(0x3000, 0x3000).Write(0x31fe, s_bytes.AsSpan(0, 2)).Write(0x5000, s_bytes.AsSpan(2));
        bytes.Write(0x501e, s_bytes.AsSpan(0, 2)).Write(0x4000, s_bytes.AsSpan(2)).Write(0x480c, s_bytes);
        using KernelDump dump = bytes.Open();
        Assert.Equal([Stack + 0x1fe, 0xffffffff_fffffffc], Find(dump, 0, null));
        Assert.Equal([Stack + 0x1fe], Find(dump, Stack + 0x1fe, 4));
        Assert.Equal([0xffffffff_fffffffcUL], Find(dump, Stack + 0x1ff, null));
        Assert.Empty(Find(dump, Stack, 0x201));
        Assert.Empty(Find(dump, Stack, 0));
        Assert.Equal([0xffffffff_fffffffcUL], Find(dump, 0xffffffff_fffffffc, 4));

        var reports = new ScanReports();
        Assert.Equal(2, dump.VirtualMemory.Search(s_pattern, progress: reports, cancellation: Token).Count());
        Assert.Equal([new(0, 0x240), new(0x240, 0x240)], reports.All);
    }

    [Fact]
    public void A_search_can_be_ended()
    {
        using KernelDump dump = new MachineBytes().Open();
        using var cancellation = new CancellationTokenSource();
        var reports = new ScanReports(progress =>
        {
            if (progress.BytesDone > 0)
                cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => dump.VirtualMemory.Search(s_pattern, progress: reports, cancellation: cancellation.Token).Count());
        Assert.Equal(2, reports.All.Count);
    }

    [Fact]
    public void A_dump_that_was_closed_is_not_searched()
    {
        foreach (KernelDump dump in (KernelDump[])[new MachineBytes().Open(), DumpBytes.Triage(Stack).Open()])
        {
            IEnumerable<VirtualAddress> before = dump.VirtualMemory.Search(s_pattern, cancellation: Token);
            VirtualAddressSpace space = dump.VirtualMemory;
            dump.Dispose();
            Assert.Throws<ObjectDisposedException>(() => space.Search(s_pattern, cancellation: Token));
            Assert.Throws<ObjectDisposedException>(() => before.Any());
        }
    }

    private static IEnumerable<ulong> Find(KernelDump dump, ulong start, ulong? length) =>
        dump.VirtualMemory.Search(s_pattern, start, length, cancellation: Token).Select(hit => hit.Value);
}
