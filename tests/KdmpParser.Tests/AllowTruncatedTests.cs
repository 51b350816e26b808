namespace KdmpParser.Tests;

public class AllowTruncatedTests
{
    private static readonly KernelDumpOptions s_allowed = new() { AllowTruncated = true };

    public static TheoryData<int> Layouts => [1, 2, 5, 6, 8, 9, 0xa];

    /// <summary>Three pages, 2, 3 and 9, in a file that ends 0x10 bytes into the second.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void Pages_past_the_end_are_missing_and_the_others_are_there(int type)
    {
        (DumpBytes bytes, int firstPage) = ThreePages(type);
        byte[] whole = bytes.ToArray();
        using KernelDump dump = KernelDump.Open(whole.AsSpan(0, firstPage + 0x1010), "cut", s_allowed);
        PhysicalMemory memory = dump.PhysicalMemory!;

        Assert.Contains("truncated", Assert.Single(dump.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, memory.PageCount);
        Assert.Equal([new(0x2000, 1, firstPage)], memory.Runs);
        Assert.Equal([0x2000UL], memory.EnumeratePages().Select(page => page.Value));
        Assert.True(memory.Contains(0x2fff));
        Assert.False(memory.Contains(0x3000));
        Assert.False(memory.TryGetFileOffset(0x9000, out _));
        Assert.Equal(whole[firstPage..(firstPage + 0x1000)], memory.View(0x2000).Bytes);

        // The file still has a piece of the second page, and says of what it has not that the file ends.
        Assert.Equal(new(0x1010, new(MemoryFailureReason.Truncated, 0x3010)), memory.Read(0x2000, new byte[0x2000]));
        Assert.Equal(new(0, new(MemoryFailureReason.Truncated, 0x9000)), memory.Read(0x9000, new byte[8]));
        Assert.Equal(new(0, new(MemoryFailureReason.PageNotInDump, 0x4000)), memory.Read(0x4000, new byte[8]));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_dump_whose_first_page_is_past_the_end_has_none(int type)
    {
        (DumpBytes bytes, int firstPage) = ThreePages(type);
        using KernelDump dump = KernelDump.Open(bytes.CutTo(firstPage).ToArray(), "cut", s_allowed);
        Assert.Equal(0, dump.PhysicalMemory!.PageCount);
        Assert.Empty(dump.PhysicalMemory.Runs);
        Assert.False(dump.PhysicalMemory.Contains(0x2000));
    }

    [Fact]
    public void A_first_page_at_the_end_of_all_offsets_has_no_pages_either()
    {
        foreach (DumpBytes bytes in (DumpBytes[])
            [DumpBytes.Bitmap(5, 16, [2, 3]).U64(0x2020, 0xffff_ffff_ffff_f000), DumpBytes.Ranges(8, (2, 2)).U64(0x2018, 0xffff_ffff_ffff_f000)])
        {
            using KernelDump dump = KernelDump.Open(bytes.ToArray(), "cut", s_allowed);
            Assert.Equal(0, dump.PhysicalMemory!.PageCount);
            Assert.Equal(new(0, new(MemoryFailureReason.Truncated, 0x2000)), dump.PhysicalMemory.Read(0x2000, new byte[8]));
        }
    }

    [Fact]
    public void A_walk_tells_a_page_and_a_table_past_the_end_from_ones_that_were_never_in_the_dump()
    {
        byte[] bytes = new MachineBytes().ToDump().ToArray();
        using KernelDump whole = KernelDump.Open(bytes, "whole");
        Assert.True(whole.PhysicalMemory!.TryGetFileOffset(MachineBytes.Page, out long page));
        Assert.True(whole.PhysicalMemory.TryGetFileOffset(MachineBytes.Pte, out long pte));

        using KernelDump withoutPage = KernelDump.Open(bytes.AsSpan(0, (int)page), "without the page", s_allowed);
        Assert.Equal(
            new MemoryFailure(MemoryFailureReason.Truncated, MachineBytes.Mapped, Missing: MachineBytes.Page),
            withoutPage.VirtualMemory.Translate(MachineBytes.Mapped).Failure);
        using KernelDump withoutTable = KernelDump.Open(bytes.AsSpan(0, (int)pte), "without the table", s_allowed);
        Assert.Equal(
            new MemoryFailure(MemoryFailureReason.Truncated, MachineBytes.Mapped, PageTableLevel.Pte, MachineBytes.Pte),
            withoutTable.VirtualMemory.Translate(MachineBytes.Mapped).Failure);
    }

    [Fact]
    public void A_virtual_read_goes_as_far_as_the_file()
    {
        byte[] bytes = new MachineBytes().ToDump().ToArray();
        using KernelDump whole = KernelDump.Open(bytes, "whole");
        Assert.True(whole.PhysicalMemory!.TryGetFileOffset(MachineBytes.Page, out long page));
        using KernelDump cut = KernelDump.Open(bytes.AsSpan(0, (int)page + 0x10), "within the page", s_allowed);
        Assert.Equal(
            new(0xd, new(MemoryFailureReason.Truncated, MachineBytes.Mapped + 0x10, Missing: MachineBytes.Page + 0x10)),
            cut.VirtualMemory.Read(MachineBytes.Mapped + 3, new byte[0x20]));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_the_file_lost_is_told_from_what_was_never_in_the_dump(int type)
    {
        (DumpBytes bytes, int firstPage) = ThreePages(type);
        using KernelDump dump = KernelDump.Open(bytes.ToArray().AsSpan(0, firstPage + 0x1010), "cut", s_allowed);
        Assert.Equal(
            [
                (0x2000UL, 0x1010, 0x2000, MemoryFailureReason.Truncated),
                (0x4000UL, 0, 0x5000, MemoryFailureReason.PageNotInDump),
                (0x9000UL, 0, 0x1000, MemoryFailureReason.Truncated),
                (0xa000UL, 0, 0x1000, MemoryFailureReason.PageNotInDump),
            ],
            dump.PhysicalMemory!.ViewAll(0x2000, 0x9000).Select(piece => (piece.Address, piece.Bytes.Length, piece.Requested, piece.Failure!.Value.Reason)));
    }

    [Fact]
    public void A_small_dump_keeps_the_blocks_that_the_file_still_has()
    {
        DumpBytes bytes = DumpBytes.Triage(0xffff8504_29890000, (0xfffff804_00000000, 0x4000, 8), (0xfffff804_00001000, 0x5000, 8));
        byte[] expected = bytes.At(0x4000, 8);
        using KernelDump dump = KernelDump.Open(bytes.CutTo(0x5004).ToArray(), "cut", s_allowed);
        Assert.Single(dump.Warnings);
        Assert.Equal(expected, dump.VirtualMemory.View(0xfffff804_00000000, 8).Bytes);
        Assert.Equal(new(4, new(MemoryFailureReason.Truncated, 0xfffff804_00001004)), dump.VirtualMemory.Read(0xfffff804_00001000, new byte[8]));
    }

    [Fact]
    public void A_dump_that_ends_within_its_header_is_refused_all_the_same() =>
        Assert.Equal(
            KernelDumpError.Truncated,
            Assert.Throws<KernelDumpException>(() => KernelDump.Open(DumpBytes.Full().CutTo(0x1fff).ToArray(), "cut", s_allowed).Dispose()).Error);

    [Theory]
    [InlineData(1, 0x5000)]
    [InlineData(5, 0x6000)]
    [InlineData(8, 0x5050)]
    public void A_dump_that_ends_with_its_last_page_is_not_truncated(int type, int length)
    {
        using KernelDump dump = ThreePages(type).Bytes.CutTo(length).Open();
        Assert.Empty(dump.Warnings);
        Assert.Equal(3, dump.PhysicalMemory!.PageCount);
    }

    private static (DumpBytes Bytes, int FirstPage) ThreePages(int type) => type switch
    {
        1 => (DumpBytes.Full((2, 2), (9, 1)), 0x2000),
        2 or 5 or 6 => (DumpBytes.Bitmap((uint)type, 16, [2, 3, 9]), 0x3000),
        _ => (DumpBytes.Ranges((uint)type, (2, 2), (9, 1)), 0x2050),
    };
}
