namespace KdmpParser.Tests;

public sealed class SampleMemoryTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();
    private readonly TableScan _scan;

    public SampleMemoryTests() => _scan = new(_sample);

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData(1, 0x1000)]
    [InlineData(2, 0x20_0000)]
    [InlineData(3, 0x4000_0000)]
    public void It_has_pages_of_every_size(int level, long size)
    {
        Translation translation = _sample.VirtualMemory.Translate(_scan.Pages.First(page => page.Level == level).Address);
        Assert.Equal((size, 5 - level), (translation.PageSize, translation.Walk.Length));
    }

    [Fact]
    public void Every_page_translates_to_what_its_entry_says()
    {
        Assert.All(_scan.Pages, page =>
        {
            ulong size = 1UL << (3 + 9 * page.Level);
            ulong expected = page.Entry & 0x000f_ffff_ffff_f000 & ~(size - 1) | 0x67;
            Assert.Equal(expected, _sample.VirtualMemory.Translate(page.Address + 0x67).PhysicalAddress?.Value);
        });
    }

    [Fact]
    public void It_has_a_transition_pte_whose_page_is_readable()
    {
        (ulong address, ulong entry) = _scan.Absent.First(pte => (pte.Entry & 0xc00) == 0x800);
        Translation translation = _sample.VirtualMemory.Translate(address);
        Assert.True(translation.IsTransition);
        Assert.Equal(entry & 0x0000_ffff_ffff_f000, translation.PhysicalAddress!.Value.Value);
        Assert.True(_sample.VirtualMemory.Read(address, new byte[0x1000]).IsComplete);
    }

    [Fact]
    public void It_has_a_pte_of_a_page_file_of_demand_zero_and_of_nothing()
    {
        AssertNotPresent(PageTableEntryKind.PageFile, entry => (entry & 0xc00) == 0 && entry >> 32 != 0);
        AssertNotPresent(PageTableEntryKind.DemandZero, entry => (entry & 0xc00) == 0 && entry is > 0 and <= uint.MaxValue);
        AssertNotPresent(PageTableEntryKind.Zero, entry => entry == 0);

        void AssertNotPresent(PageTableEntryKind kind, Func<ulong, bool> isOfKind)
        {
            ulong address = _scan.Absent.First(pte => isOfKind(pte.Entry)).Address;
            Translation translation = _sample.VirtualMemory.Translate(address);
            Assert.Equal(new MemoryFailure(MemoryFailureReason.NotPresent, address, PageTableLevel.Pte, Entry: kind), translation.Failure);
            Assert.Equal(kind, translation.Entry);
        }
    }

    [Fact]
    public void It_has_a_page_behind_a_prototype_pte()
    {
        (ulong address, ulong entry) = _scan.Absent.First(pte => (pte.Entry & 0x400) != 0);
        Translation translation = _sample.VirtualMemory.Translate(address);
        Assert.Equal((PageTableEntryKind.Prototype, null), (translation.Entry, translation.Failure));
        Assert.True(_sample.VirtualMemory.TryRead((ulong)((long)entry >> 16), out ulong prototype));
        Assert.Equal(prototype & 0x000f_ffff_ffff_f000, translation.PhysicalAddress!.Value.Value);
    }

    [Fact]
    public void It_leaves_out_a_page_and_a_page_table()
    {
        const ulong Frame = 0x000f_ffff_ffff_f000;
        (ulong page, _, ulong entry) = Assert.Single(
            _scan.Pages, page => page.Level == 1 && !_sample.PhysicalMemory!.Contains(page.Entry & Frame));
        MemoryFailure failure = _sample.VirtualMemory.Translate(page).Failure!.Value;
        Assert.Equal(new(MemoryFailureReason.PageNotInDump, page, Missing: entry & Frame), failure);

        (ulong covered, ulong table) = Assert.Single(_scan.MissingTables);
        failure = _sample.VirtualMemory.Translate(covered).Failure!.Value;
        Assert.Equal((MemoryFailureReason.PageTableNotInDump, table), (failure.Reason, failure.Missing!.Value.Value));
    }
}
