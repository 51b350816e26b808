namespace KdmpParser.Tests;

public class PageTableEntryTests
{
    [Fact]
    public void Each_flag_is_one_bit()
    {
        Assert.Equal("P", Flags(1UL << 0));
        Assert.Equal("W", Flags(1UL << 1));
        Assert.Equal("U", Flags(1UL << 2));
        Assert.Equal("PWT", Flags(1UL << 3));
        Assert.Equal("PCD", Flags(1UL << 4));
        Assert.Equal("A", Flags(1UL << 5));
        Assert.Equal("D", Flags(1UL << 6));
        Assert.Equal("PS", Flags(1UL << 7));
        Assert.Equal("G", Flags(1UL << 8));
        Assert.Equal("NX", Flags(1UL << 63));
        Assert.Equal("", Flags(0x7fff_ffff_ffff_fe00));
    }

    [Theory]
    [InlineData(PageTableLevel.Pml4e, 1)]
    [InlineData(PageTableLevel.Pdpte, 2)]
    [InlineData(PageTableLevel.Pde, 3)]
    [InlineData(PageTableLevel.Pte, 4)]
    public void Each_level_takes_nine_bits_of_the_address(PageTableLevel level, int index)
    {
        Assert.Equal(index, level.Index(MachineBytes.Mapped + 0xfff));
        Assert.Equal(511, level.Index(ulong.MaxValue));
    }

    private static string Flags(ulong value)
    {
        var entry = new PageTableEntry(value);
        (bool Set, string Name)[] flags =
        [
            (entry.Present, "P"), (entry.Writable, "W"), (entry.User, "U"), (entry.WriteThrough, "PWT"), (entry.CacheDisabled, "PCD"),
            (entry.Accessed, "A"), (entry.Dirty, "D"), (entry.LargePage, "PS"), (entry.Global, "G"), (entry.NoExecute, "NX"),
        ];
        return string.Concat(flags.Where(flag => flag.Set).Select(flag => flag.Name));
    }
}
