namespace KdmpParser.Tests.Searching;

/// <summary>How evenly the bytes of pages are spread.</summary>
public class EntropyTests
{
    private const ulong Mapped = MachineBytes.Mapped;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Shannon's formula by hand: n values that are equally frequent have log2 n bits.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(16, 4)]
    [InlineData(256, 8)]
    public void Values_that_are_equally_frequent_have_the_logarithm_of_their_number(int values, double bits) =>
        Assert.Equal(bits, PageEntropy.Of([.. Enumerable.Range(0, 4096).Select(i => (byte)(i % values))]), 12);

    [Fact]
    public void No_bytes_have_none() => Assert.Equal(0, PageEntropy.Of([]));

    [Fact]
    public void Each_captured_page_is_counted_by_itself()
    {
        using KernelDump dump = Machine().Open();
        PageEntropy[] pages = [.. dump.PhysicalMemory!.EnumerateEntropy(0x5000, cancellation: Token)];
        Assert.Equal([(0x5000UL, 4096, 1.0), (0x8000UL, 4096, 0.0)], pages.Select(page => (page.Address, page.Length, page.BitsPerByte)));
    }

    [Fact]
    public void Virtual_pages_are_those_that_are_mapped_in_the_order_of_their_addresses()
    {
        using KernelDump dump = Machine().Entry(MachineBytes.Pte + 16, 0x5007).Entry(MachineBytes.Pte + 24, MachineBytes.Nowhere | 7).Open();
        PageEntropy[] pages = [.. dump.VirtualMemory.EnumerateEntropy(cancellation: Token)];
        Assert.Equal([(Mapped, 1.0), (Mapped + 0x1000, 0.0), (Mapped + 0x2000, 1.0)], pages.Select(page => (page.Address, page.BitsPerByte)));
    }

    [Fact]
    public void A_range_that_begins_or_ends_within_a_page_counts_what_lies_in_it()
    {
        using KernelDump dump = Machine().Open();
        PageEntropy[] pages = [.. dump.VirtualMemory.EnumerateEntropy(Mapped + 0xff0, 0x18, cancellation: Token)];
        Assert.Equal([(Mapped + 0xff0, 16), (Mapped + 0x1000, 8)], pages.Select(page => (page.Address, page.Length)));
    }

    /// <summary>Pieces of 0x200 bytes of a small dump: a gap within a page is no new page.</summary>
    [Fact]
    public void Pieces_of_one_page_are_counted_together()
    {
        DumpBytes bytes = DumpBytes.Triage(0x10000, (0x10400, 0x5000, 0x100), (0x20000, 0x5000, 0x100));
        for (int i = 0; i < 0x100; i++)
            bytes.U8(0x5000 + i, (byte)i);
        using KernelDump dump = bytes.Open();
        PageEntropy[] pages = [.. dump.VirtualMemory.EnumerateEntropy(cancellation: Token)];
        Assert.Equal([(0x10000UL, 0x300), (0x20000UL, 0x100)], pages.Select(page => (page.Address, page.Length)));
        Assert.Equal(8.0, pages[1].BitsPerByte, 12);
    }

    [Fact]
    public void The_pass_tells_how_far_it_is_and_can_be_ended()
    {
        using KernelDump dump = Machine().Open();
        var reports = new ScanReports();
        _ = dump.PhysicalMemory!.EnumerateEntropy(progress: reports, cancellation: Token).Count();
        Assert.Equal(6 * 4096L, reports.All[^1].BytesDone);
        Assert.Throws<OperationCanceledException>(() => dump.PhysicalMemory.EnumerateEntropy(cancellation: new(canceled: true)).Count());
    }

    [Fact]
    public void After_the_dump_was_closed_there_is_no_answer()
    {
        KernelDump dump = Machine().Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.PhysicalMemory!.EnumerateEntropy(cancellation: Token));
        Assert.Throws<ObjectDisposedException>(() => dump.VirtualMemory.EnumerateEntropy(cancellation: Token));
    }

    /// <summary>A page of two values in turn, and behind it in virtual memory one of zeros.</summary>
    private static MachineBytes Machine() => new MachineBytes()
        .Write(MachineBytes.Page, [.. Enumerable.Range(0, 4096).Select(i => (byte)(i % 2))]).Write(MachineBytes.OtherPage, new byte[4096]).Entry(MachineBytes.Pte + 8, 0x8007);
}
