namespace KdmpParser.Tests;

public class ConversionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private const int Ranges = 100_000;

    [Fact]
    public void A_filter_leaves_pages_out()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (9, 4), (1, 3));
        var asked = new List<ulong>();
        using var folder = new TemporaryFolder();
        using (KernelDump dump = bytes.Open())
        {
            dump.ConvertTo(folder["some.dmp"], DumpType.KernelMemory, page =>
            {
                asked.Add(page.Value);
                return page.PageFrameNumber is 1 or 3 or 0xa or 0xb;
            }, cancellation: Token);
        }

        Assert.Equal([0x1000UL, 0x2000UL, 0x3000UL, 0x9000UL, 0xa000UL, 0xb000UL, 0xc000UL], asked);
        using KernelDump some = KernelDump.Open(folder["some.dmp"]);
        Assert.Equal([new(0x1000, 1, 0x2070), new(0x3000, 1, 0x3070), new(0xa000, 2, 0x4070)], some.PhysicalMemory!.Runs);
        byte[] expected = [.. bytes.At(0x6050, 0x1000), .. bytes.At(0x8050, 0x1000), .. bytes.At(0x3050, 0x2000)];
        Assert.Equal(expected, File.ReadAllBytes(folder["some.dmp"])[0x2070..]);
    }

    [Theory]
    [InlineData(DumpType.Full)]
    [InlineData(DumpType.Bitmap)]
    [InlineData(DumpType.CompleteMemory)]
    public void A_filter_may_leave_nothing(DumpType type)
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Bitmap(5, 12, [1, 2, 9]).Open();
        Assert.Equal(0, dump.ConvertTo(folder["none.dmp"], type, _ => false, cancellation: Token).PageCount);
        using KernelDump none = KernelDump.Open(folder["none.dmp"]);
        Assert.Equal(0, none.PhysicalMemory!.PageCount);
    }

    [Fact]
    public void Secondary_data_is_carried_over_unless_a_filter_was_given()
    {
        DumpBytes bytes = DumpBytes.Bitmap(5, 12, [1, 2, 9]).Blobs();
        bytes.Blob(SecondaryDataTests.UnknownTag, 0x12_3456).Blob(SecondaryDataTests.SmbiosTag, 7);
        int length = bytes.Length - 0x6000;
        using var folder = new TemporaryFolder();
        using KernelDump dump = bytes.Open();
        Assert.Equal(new(3, 0x5000 + length, length, 0), dump.ConvertTo(folder["all.dmp"], DumpType.Full, cancellation: Token));
        Assert.Equal(new(3, 0x5000, 0, length), dump.ConvertTo(folder["filtered.dmp"], DumpType.Full, _ => true, cancellation: Token));
        Assert.Equal(new(3, 0xa000, 0, length), dump.ConvertToRawImage(folder["memory.raw"], cancellation: Token));

        Assert.Equal(bytes.At(0x6000, length), File.ReadAllBytes(folder["all.dmp"])[0x5000..]);
        Assert.Equal(0x5000, new FileInfo(folder["filtered.dmp"]).Length);
        Assert.Equal(0xa000, new FileInfo(folder["memory.raw"]).Length);
    }

    [Fact]
    public void Other_bytes_behind_the_last_page_are_not_carried_over()
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = DumpBytes.Full((1, 1)).Text(0x3000, "something else").Open();
        Assert.Equal(new(1, 0x3000, 0, 0), dump.ConvertTo(folder["converted.dmp"], DumpType.Full, cancellation: Token));
        Assert.Equal(0x3000, new FileInfo(folder["converted.dmp"]).Length);
    }

    [Fact]
    public void Of_a_page_that_is_listed_twice_the_first_copy_is_written()
    {
        DumpBytes bytes = DumpBytes.Ranges(0xa, (0x102, 1), (0x100, 4));
        using var folder = new TemporaryFolder();
        using KernelDump dump = bytes.Open();
        dump.ConvertTo(folder["converted.dmp"], DumpType.Full, cancellation: Token);
        byte[] expected = [.. bytes.At(0x3050, 0x2000), .. bytes.At(0x2050, 0x1000), .. bytes.At(0x6050, 0x1000)];
        Assert.Equal(expected, File.ReadAllBytes(folder["converted.dmp"])[0x2000..]);
    }

    [Fact]
    public void Of_a_dump_that_was_cut_short_the_whole_pages_are_written()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (9, 2), (1, 2)).CutTo(0x2050 + 0x3fff);
        using var folder = new TemporaryFolder();
        using KernelDump dump = KernelDump.Open(bytes.ToArray(), "cut", new() { AllowTruncated = true });
        Assert.Equal(3, dump.ConvertTo(folder["converted.dmp"], DumpType.Full, cancellation: Token).PageCount);
        using KernelDump whole = KernelDump.Open(folder["converted.dmp"]);
        Assert.Equal([new(0x1000, 1, 0x2000), new(0x9000, 2, 0x3000)], whole.PhysicalMemory!.Runs);
        Assert.Equal([.. bytes.At(0x4050, 0x1000), .. bytes.At(0x2050, 0x2000)], File.ReadAllBytes(folder["converted.dmp"])[0x2000..]);
    }

    [Fact]
    public void A_dump_of_100_000_ranges_can_be_converted()
    {
        // Every third frame, the last one first: no range touches another, neither in memory nor in the file.
        (ulong, ulong)[] ranges = [.. Enumerable.Range(1, Ranges).Select(i => (3UL * (ulong)(Ranges - i + 1), 1UL))];
        DumpBytes bytes = DumpBytes.Ranges(8, ranges);
        using var folder = new TemporaryFolder();
        using (KernelDump dump = bytes.Open())
            Assert.Equal(Ranges, dump.ConvertTo(folder["converted.dmp"], DumpType.CompleteMemory, cancellation: Token).PageCount);

        using FileStream file = File.OpenRead(folder["converted.dmp"]);
        long firstPage = file.Length - 0x1000L * Ranges;
        var page = new byte[0x1000];
        foreach (int i in (int[])[0, 1, 255, 256, 257, 77_777, Ranges - 1])
        {
            file.Position = firstPage + 0x1000L * i;
            file.ReadExactly(page);
            Assert.Equal(bytes.At(0x2030 + 16 * Ranges + 0x1000 * (Ranges - 1 - i), 0x1000), page);
        }
    }

    [Fact]
    public void A_run_of_more_than_one_buffer_is_written_as_a_whole()
    {
        DumpBytes bytes = DumpBytes.Full((0x10, 600), (0x1000, 3));
        using var folder = new TemporaryFolder();
        using KernelDump dump = bytes.Open();
        dump.ConvertTo(folder["converted.dmp"], DumpType.KernelMemory, cancellation: Token);
        dump.ConvertToRawImage(folder["memory.raw"], cancellation: Token);
        Assert.True(File.ReadAllBytes(folder["converted.dmp"]).AsSpan(0x2060).SequenceEqual(bytes.At(0x2000, 603 * 0x1000)));
        byte[] raw = File.ReadAllBytes(folder["memory.raw"]);
        Assert.Equal(0x100_3000, raw.Length);
        Assert.True(raw.AsSpan(0x1_0000, 600 * 0x1000).SequenceEqual(bytes.At(0x2000, 600 * 0x1000)));
        Assert.True(raw.AsSpan(0x100_0000).SequenceEqual(bytes.At(0x2000 + 600 * 0x1000, 0x3000)));
    }

    [Fact]
    public void The_pages_of_an_ARM64_dump_can_be_converted()
    {
        DumpBytes bytes = DumpBytes.Bitmap(5, 12, [1, 2, 9]).U32(0x030, DumpBytes.Arm64);
        using var folder = new TemporaryFolder();
        using (KernelDump dump = bytes.Open())
            dump.ConvertTo(folder["converted.dmp"], DumpType.Full, cancellation: Token);
        using KernelDump converted = KernelDump.Open(folder["converted.dmp"]);
        Assert.Equal(MachineType.Arm64, converted.Machine);
        Assert.Equal(bytes.At(0x3000, 0x3000), File.ReadAllBytes(folder["converted.dmp"])[0x2000..]);
    }

    [Fact]
    public void A_dump_can_be_converted_onto_itself()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (9, 2), (1, 2));
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", bytes.ToArray());
        using KernelDump dump = KernelDump.Open(path);
        if (OperatingSystem.IsWindows())
        {
            KernelDumpException refusal = Assert.Throws<KernelDumpException>(() => dump.ConvertTo(path, DumpType.Full, overwrite: true, cancellation: Token));
            Assert.Equal(KernelDumpError.NotWritten, refusal.Error);
            Assert.Equal(bytes.ToArray(), File.ReadAllBytes(path));
        }
        else
        {
            dump.ConvertTo(path, DumpType.Full, overwrite: true, cancellation: Token);
            Assert.Equal([.. bytes.At(0x4050, 0x2000), .. bytes.At(0x2050, 0x2000)], File.ReadAllBytes(path)[0x2000..]);

            // The dump that is open is the file that was there.
            Assert.Equal(bytes.At(0x4050, 0x1000), dump.PhysicalMemory!.View(0x1000).Bytes);
        }

        Assert.Equal(["memory.dmp"], folder.Names);
    }
}
