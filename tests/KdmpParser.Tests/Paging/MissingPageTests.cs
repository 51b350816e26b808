namespace KdmpParser.Tests;

public class MissingPageTests
{
    private const ulong Address = MachineBytes.Mapped + 0x123;

    [Theory]
    [InlineData(MachineBytes.Pml4e, PageTableLevel.Pml4e)]
    [InlineData(MachineBytes.Pdpte, PageTableLevel.Pdpte)]
    [InlineData(MachineBytes.Pde, PageTableLevel.Pde)]
    [InlineData(MachineBytes.Pte, PageTableLevel.Pte)]
    public void A_walk_ends_at_the_level_that_is_not_present(ulong at, PageTableLevel level)
    {
        using KernelDump dump = new MachineBytes().Entry(at, 0x5006).Open();
        Translation translation = dump.VirtualMemory.Translate(Address);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.NotPresent, Address, level, Entry: PageTableEntryKind.DemandZero), translation.Failure);
        Assert.Equal(new(level, at, new(0x5006)), translation.Walk[(int)level]);
        Assert.Equal((int)level + 1, translation.Walk.Length);
        Assert.Null(translation.PhysicalAddress);
        Assert.Null(translation.Writable);
    }

    [Theory]
    [InlineData(MachineBytes.Pml4e, PageTableLevel.Pdpte, 0x9010)]
    [InlineData(MachineBytes.Pdpte, PageTableLevel.Pde, 0x9018)]
    [InlineData(MachineBytes.Pde, PageTableLevel.Pte, 0x9020)]
    public void A_page_table_that_is_not_in_the_dump_is_not_taken_for_an_absent_page(ulong above, PageTableLevel level, ulong missing)
    {
        using KernelDump dump = new MachineBytes().Entry(above, MachineBytes.Nowhere | 7).Open();
        Translation translation = dump.VirtualMemory.Translate(Address);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.PageTableNotInDump, Address, level, missing), translation.Failure);
        Assert.Equal((int)level, translation.Walk.Length);
        Assert.Null(translation.Entry);
    }

    [Fact]
    public void The_root_may_be_missing_too()
    {
        using KernelDump dump = new MachineBytes().Open(directoryTableBase: MachineBytes.Nowhere);
        Translation translation = dump.VirtualMemory.Translate(Address);
        Assert.Equal(new(MemoryFailureReason.PageTableNotInDump, Address, PageTableLevel.Pml4e, 0x9008UL), translation.Failure);
        Assert.Empty(translation.Walk);
    }

    [Fact]
    public void A_page_that_is_not_in_the_dump_is_known_by_its_address()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, MachineBytes.Nowhere | 7).Open();
        Translation translation = dump.VirtualMemory.Translate(Address);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.PageNotInDump, Address, Missing: 0x9123UL), translation.Failure);
        Assert.Equal(0x9123UL, translation.PhysicalAddress!.Value.Value);
        Assert.Equal(4, translation.Walk.Length);
    }

    [Theory]
    [InlineData(0x0000_8000_0000_0000)]
    [InlineData(0xffff_7fff_ffff_ffff)]
    [InlineData(0x0001_0080_8060_4000)] // the mapped page, but for bit 48
    [InlineData(0x8000_0080_8060_4000)] // ... bit 63
    public void A_non_canonical_address_is_not_walked(ulong address)
    {
        using KernelDump dump = new MachineBytes().Open();
        Translation translation = dump.VirtualMemory.Translate(address);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.NonCanonical, address), translation.Failure);
        Assert.Empty(translation.Walk);
    }

    [Theory]
    [InlineData(0x0000_7fff_ffff_ffff)]
    [InlineData(0xffff_8000_0000_0000)]
    public void The_last_canonical_addresses_are_walked(ulong address)
    {
        using KernelDump dump = new MachineBytes().Open();
        Assert.Equal(new(MemoryFailureReason.NotPresent, address, PageTableLevel.Pml4e, Entry: PageTableEntryKind.Zero), dump.VirtualMemory.Translate(address).Failure);
    }

    [Fact]
    public void The_three_outcomes_are_told_apart_in_words()
    {
        Assert.Equal("not present at PDE", new MemoryFailure(MemoryFailureReason.NotPresent, Address, PageTableLevel.Pde).ToString());
        Assert.Equal(
            "the page table with the PTE at 0x9020 is not in the dump",
            new MemoryFailure(MemoryFailureReason.PageTableNotInDump, Address, PageTableLevel.Pte, 0x9020UL).ToString());
        Assert.Equal(
            "translated to 0x9123, which is not in the dump",
            new MemoryFailure(MemoryFailureReason.PageNotInDump, Address, Missing: 0x9123UL).ToString());
    }
}
