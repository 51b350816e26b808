namespace KdmpParser.Tests;

public class PageTableStepTests
{
    private const ulong Pat = 1 << 12;
    private const ulong LargePage = 1 << 7;

    [Theory]
    [InlineData(PageTableLevel.Pml4e, 0x1ae000 | LargePage | 1, 0x1ae000, null)] // PS is reserved here
    [InlineData(PageTableLevel.Pdpte, 0x1af000 | 1, 0x1af000, null)]
    [InlineData(PageTableLevel.Pdpte, 0x4000_0000 | Pat | LargePage | 1, 0x4000_0000, 1L << 30)]
    [InlineData(PageTableLevel.Pde, 0x260_0000 | Pat | LargePage | 1, 0x260_0000, 1L << 21)]
    [InlineData(PageTableLevel.Pte, 0x4c1_2000 | LargePage | 1, 0x4c1_2000, 4096L)] // bit 7 is PAT here
    [InlineData(PageTableLevel.Pte, 0x1f00_0000 | 0x800 | 0x80, 0x1f00_0000, 4096L)] // transition
    public void An_entry_names_a_table_or_a_page_of_the_size_of_its_level(PageTableLevel level, ulong value, ulong target, long? pageSize)
    {
        var step = new PageTableStep(level, 0x1000, new(value));
        Assert.Equal(new PhysicalAddress(target), step.Target);
        Assert.Equal(pageSize, step.PageSize);
    }

    [Theory]
    [InlineData(PageTableLevel.Pde, 0x1f00_0000 | 0x800)] // transition, of a page table
    [InlineData(PageTableLevel.Pte, 0x1f00_0000 | 0x400)]
    [InlineData(PageTableLevel.Pte, 0)]
    public void An_entry_that_maps_nothing_names_nothing(PageTableLevel level, ulong value)
    {
        var step = new PageTableStep(level, 0x1000, new(value));
        Assert.Null(step.Target);
        Assert.Null(step.PageSize);
    }
}
