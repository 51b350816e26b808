namespace KdmpParser.Tests;

public class RefusedConversionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Forty_two_runs_become_a_full_dump_and_forty_three_do_not()
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Bitmap(5, 100, [.. Enumerable.Range(0, 43).Select(i => 2 * i + 1)]).Open();
        KernelDumpException refusal = AssertRefused(KernelDumpError.DoesNotFit, () => dump.ConvertTo(folder["full.dmp"], DumpType.Full));
        Assert.Contains("type 5", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("43 runs", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
        Assert.Equal(42, dump.ConvertTo(folder["full.dmp"], DumpType.Full, page => page.Value != 0x1000, cancellation: Token).PageCount);
    }

    [Theory]
    [InlineData(DumpType.KernelMemory)]
    [InlineData(DumpType.KernelAndUserMemory)]
    [InlineData(DumpType.CompleteMemory)]
    public void Page_frame_0_does_not_go_into_a_list_of_ranges(DumpType type)
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Bitmap(5, 12, [0, 1, 9]).Open();
        KernelDumpException refusal = AssertRefused(KernelDumpError.DoesNotFit, () => dump.ConvertTo(folder["ranges.dmp"], type));
        Assert.Contains("types 1 and 5", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
        Assert.Equal(2, dump.ConvertTo(folder["ranges.dmp"], type, page => page.Value != 0, cancellation: Token).PageCount);
    }

    [Fact]
    public void A_page_far_away_makes_neither_a_bitmap_nor_a_raw_image()
    {
        // One page below 2^52, where physical memory ends: the image would have 4 PiB.
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Ranges(8, (1, 1), (0xff_ffff_ffff, 1)).Open();
        KernelDumpException bitmap = AssertRefused(KernelDumpError.DoesNotFit, () => dump.ConvertTo(folder["bitmap.dmp"], DumpType.Bitmap));
        Assert.Contains("types 8, 9 and 10", bitmap.Message, StringComparison.Ordinal);
        AssertRefused(KernelDumpError.LimitExceeded, () => dump.ConvertToRawImage(folder["memory.raw"]));
        Assert.Empty(folder.Names);
        Assert.Equal(2, dump.ConvertTo(folder["full.dmp"], DumpType.Full, cancellation: Token).PageCount);
    }

    [Fact]
    public void The_limit_of_a_bitmap_and_of_a_raw_image_can_be_set()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = DumpBytes.Ranges(8, (1, 1), (9, 1)).ToArray();
        using KernelDump ten = KernelDump.Open(bytes, "10", new() { Limits = new() { BitmapPages = 10 } });
        ten.ConvertTo(folder["bitmap.dmp"], DumpType.LiveKernelMemory, cancellation: Token);
        ten.ConvertToRawImage(folder["memory.raw"], cancellation: Token);
        using KernelDump nine = KernelDump.Open(bytes, "9", new() { Limits = new() { BitmapPages = 9 } });
        AssertRefused(KernelDumpError.DoesNotFit, () => nine.ConvertTo(folder["refused.dmp"], DumpType.LiveKernelMemory));
        AssertRefused(KernelDumpError.LimitExceeded, () => nine.ConvertToRawImage(folder["refused.raw"]));
    }

    [Fact]
    public void The_limit_of_a_list_of_ranges_can_be_set()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = DumpBytes.Bitmap(5, 10, [1, 9]).ToArray();
        using KernelDump three = KernelDump.Open(bytes, "3", new() { Limits = new() { PageRanges = 3 } });
        three.ConvertTo(folder["ranges.dmp"], DumpType.KernelMemory, cancellation: Token);
        using KernelDump two = KernelDump.Open(bytes, "2", new() { Limits = new() { PageRanges = 2 } });
        AssertRefused(KernelDumpError.DoesNotFit, () => two.ConvertTo(folder["refused.dmp"], DumpType.KernelMemory));
    }

    [Fact]
    public void A_small_dump_has_no_pages_to_convert()
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Triage(0xffff8504_29890000).Open();
        AssertRefused(KernelDumpError.NotInThisDump, () => dump.ConvertTo(folder["full.dmp"], DumpType.Full));
        AssertRefused(KernelDumpError.NotInThisDump, () => dump.ConvertToRawImage(folder["memory.raw"]));
        AssertRefused(KernelDumpError.NotInThisDump, () => dump.ToPageSource());
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData(DumpType.Triage)]
    [InlineData((DumpType)0)]
    [InlineData((DumpType)7)]
    public void A_type_without_physical_memory_is_no_target(DumpType type)
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Full((1, 1)).Open();
        Assert.Throws<ArgumentException>(nameof(type), () => dump.ConvertTo(folder["small.dmp"], type, cancellation: Token));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["taken"]);
        using KernelDump dump = DumpBytes.Full((1, 1)).Open();
        foreach (string path in (string[])[folder["taken"], Path.Combine(folder["nowhere"], "taken")])
        {
            KernelDumpException refusal = AssertRefused(KernelDumpError.NotWritten, () => dump.ConvertTo(path, DumpType.Full));
            Assert.StartsWith("'taken' cannot be written: ", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>("path", () => dump.ConvertTo("", DumpType.Full, cancellation: Token));
        Assert.Equal(["taken"], folder.Names);
    }

    [Fact]
    public void A_dump_that_was_closed_is_not_converted()
    {
        using var folder = new TemporaryFolder();
        KernelDump dump = DumpBytes.Full((1, 1)).Open();
        IPageSource source = dump.ToPageSource();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.ConvertTo(folder["full.dmp"], DumpType.Full, cancellation: Token));
        Assert.Throws<ObjectDisposedException>(() => dump.ConvertToRawImage(folder["memory.raw"], cancellation: Token));
        Assert.Throws<ObjectDisposedException>(() => dump.ToPageSource());
        Assert.Throws<ObjectDisposedException>(() => source.ReadPages(0x1000, new byte[0x1000]));
        Assert.Throws<ObjectDisposedException>(() => source.ReadPages(0x1000, []));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_small_dump_that_was_closed_gives_no_answer()
    {
        KernelDump dump = DumpBytes.Triage(0xffff8504_29890000).Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.ToPageSource());
    }

    private static KernelDumpException AssertRefused(KernelDumpError error, Func<object> convert)
    {
        KernelDumpException refusal = Assert.Throws<KernelDumpException>(convert);
        Assert.Equal(error, refusal.Error);
        return refusal;
    }
}
