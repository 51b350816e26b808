namespace KdmpParser.Tests.Corrupt;

public class ChangingDumpTests
{
    /// <summary>The first read finds out what kind of file it is, the second is that of the header.</summary>
    private const int Identity = 1, Header = 2, LayoutHeader = 3;

    [Fact]
    public void What_is_read_of_a_header_is_what_counts()
    {
        byte[] full = DumpBytes.Full((1, 2)).ToArray(), bitmap = DumpBytes.Bitmap(5, 8, [1]).ToArray();
        using (KernelDump dump = Open(full, bitmap, Identity))
            Assert.Equal((DumpType.Bitmap, "1+1@3000"), (dump.Type, Answers.Of(dump.PhysicalMemory!.Runs)));
        using (KernelDump dump = Open(full, bitmap, Header))
            Assert.Equal((DumpType.Full, "1+2@2000"), (dump.Type, Answers.Of(dump.PhysicalMemory!.Runs)));
    }

    [Fact]
    public void A_header_that_changes_behind_its_check_is_refused_as_what_it_becomes()
    {
        byte[] full = DumpBytes.Full((1, 1)).ToArray();
        AssertRefused(KernelDumpError.Corrupt, 0x88, full, DumpBytes.Full((1, 1)).U32(0x088, uint.MaxValue).ToArray(), Identity);
        AssertRefused(KernelDumpError.UnknownDumpType, 0xf98, full, [.. Enumerable.Repeat((byte)0xff, full.Length)], Identity, machine: true);
        AssertRefused(KernelDumpError.UnsupportedMachine, 0x30, full, new byte[full.Length], Identity);
    }

    [Fact]
    public void Counts_that_were_checked_are_not_read_again()
    {
        byte[] bitmap = DumpBytes.Bitmap(5, 16, [1, 9]).ToArray(), ranges = DumpBytes.Ranges(8, (1, 1), (9, 1)).ToArray();
        using (KernelDump dump = Open(bitmap, DumpBytes.Bitmap(5, 16, [1, 9]).U64(0x2020, ulong.MaxValue).U64(0x2030, ulong.MaxValue).ToArray(), LayoutHeader))
            Assert.Equal("1+1@3000 9+1@4000", Answers.Of(dump.PhysicalMemory!.Runs));
        using (KernelDump dump = Open(ranges, DumpBytes.Ranges(8, (1, 1), (9, 1)).U64(0x2010, ulong.MaxValue).U64(0x2018, ulong.MaxValue).ToArray(), LayoutHeader))
            Assert.Equal("1+1@2050 9+1@3050", Answers.Of(dump.PhysicalMemory!.Runs));
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_opened_is_truncated()
    {
        byte[] ranges = DumpBytes.Ranges(8, (1, 1), (9, 1)).ToArray();
        AssertRefused(KernelDumpError.Truncated, 0, ranges, ranges[..0x1000], Identity);
        AssertRefused(KernelDumpError.Truncated, 0x2000, ranges, ranges[..0x2010], Header);
        AssertRefused(KernelDumpError.Truncated, 0x2030, ranges, ranges[..0x2040], LayoutHeader);
    }

    public static TheoryData<string, int> Changes => new(
        from kind in Dumps().Keys from reads in (int[])[1, 2, 3, 4, 5, 6, 8, 12, 20, 40, 80] select (kind, reads));

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_a_dump_becomes_it_answers_or_is_refused(string kind, int reads)
    {
        byte[] was = Dumps()[kind];
        foreach (byte[] becomes in (byte[][])[new byte[was.Length], [.. Enumerable.Repeat((byte)0xff, was.Length)], .. Dumps().Values, was[..(was.Length / 2)]])
        {
            try
            {
                using KernelDump dump = Open(was, becomes, reads);
                Assert.NotEmpty(Lists(dump));
            }
            catch (KernelDumpException)
            {
                // An answer as well.
            }
        }
    }

    /// <summary>What is read from the file when it is first asked for.</summary>
    private static string[] Lists(KernelDump dump) =>
    [
        Answers.Of(dump.KernelModules), Answers.Of(dump.UnloadedDrivers), Answers.Of(dump.Processors), Answers.Of(dump.Processes), Answers.Of(dump.UserModules),
        Answers.Of(dump.FindStackCandidates()), Answers.Of(dump.SecondaryData.Problem), Answers.Of(dump.VirtualMemory.Translate(KernelBytes.Image).Failure),
        PeImage.TryRead(dump.VirtualMemory, KernelBytes.Image, out PeImage? image, out KernelDataFailure? failure) ? Answers.Of(image.Exports) : Answers.Of(failure),
        string.Join(' ', dump.Structures), string.Join(' ', dump.Tables),
    ];

    private static Dictionary<string, byte[]> Dumps() => new()
    {
        ["full"] = DumpBytes.Full((1, 2)).ToArray(),
        ["bitmap"] = DumpBytes.Bitmap(5, 100, [1, 99]).ToArray(),
        ["ranges"] = new KernelBytes().WithImage().KdDebuggerData().List(KernelBytes.ModuleHead, KernelBytes.Entries).Dump.ToArray(),
        ["small"] = DumpBytes.SmallKernel().ToArray(),
    };

    private static KernelDump Open(byte[] first, byte[] then, int reads) => KernelDump.Open(new ChangingStream(first, then, reads), "changing");

    private static void AssertRefused(KernelDumpError error, long offset, byte[] first, byte[] then, int reads, bool machine = false)
    {
        if (machine)
            then = [.. then[..0x30], 0x64, 0x86, 0, 0, .. then[0x34..]];
        var refusal = Assert.Throws<KernelDumpException>(() => Open(first, then, reads).Dispose());
        Assert.Equal((error, offset), (refusal.Error, refusal.FileOffset));
    }
}
