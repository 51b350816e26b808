namespace KdmpParser.Tests.Corrupt;

/// <summary>The RDMP header and the range table, in dumps of types 8, 9 and 0xa.</summary>
internal static class RangeTableCases
{
    /// <summary>Page frame numbers have 40 bits.</summary>
    private const ulong PageFrames = 1UL << 40;

    private const string Overlap = "Some page ranges overlap; for a page that is listed twice, the first copy is used.";

    /// <summary>Two ranges; the table stands from 0x2030 to 0x2050, three pages from there to 0x5050.</summary>
    private static DumpBytes Two(uint type = 8) => DumpBytes.Ranges(type, (0x100, 2), (0x200, 1));

    public static readonly CorruptDump[] All =
    [
        new("RdmpHeaderIsMissing", new DumpBytes(8).Noise(0x2000, 0x2000)) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("RdmpHeaderOfACompleteDumpIsMissing", new DumpBytes(0xa).Noise(0x2000, 0x2000)) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("RdmpMarkerIsWrong", Two().U32(0x2000, 0x41)) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("RdmpSignatureIsOfABitmap", Two(9).Text(0x2004, "SDMP")) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("RdmpSecondSignatureIsWrong", Two().Text(0x2008, "DU64")) { Refused = new(KernelDumpError.Corrupt, 0x2000) },

        new("MetadataAreEmpty", Two().U64(0x2010, 0)) { Refused = new(KernelDumpError.Corrupt, 0x2010) },
        new("MetadataEndBeforeTheTable", Two().U64(0x2010, 0xf)) { Refused = new(KernelDumpError.Corrupt, 0x2010) },
        new("MetadataEndWithinTheFirstRange", Two().U64(0x2010, 0x1f))
        {
            Warnings = ["The RDMP metadata of 31 bytes does not end at the first page, 0x2050."],
            Question = Runs,
            Answer = "",
        },
        new("MetadataEndWithinTheSecondRange", Two().U64(0x2010, 0x2f))
        {
            Warnings = ["The RDMP metadata of 47 bytes does not end at the first page, 0x2050."],
            Question = Runs,
            Answer = "100+2@2050",
        },
        new("MetadataSizeIsMax", Two().U64(0x2010, ulong.MaxValue))
        {
            Warnings = ["The RDMP metadata of 18446744073709551615 bytes does not end at the first page, 0x2050."],
            Question = Runs,
            Answer = "100+2@2050 200+1@4050",
        },
        new("TableIsLongerThanTheLimit", Two().U64(0x2010, ulong.MaxValue).U64(0x2018, ulong.MaxValue)) { Refused = new(KernelDumpError.LimitExceeded, 0x2010) },
        new("TableIsLongerThanTheFile", Two().U64(0x2010, 0x10010).U64(0x2018, 0x12030)) { Refused = new(KernelDumpError.Truncated, 0x2030) },

        new("FirstPageOfRangesIsZero", Two().U64(0x2018, 0)) { Refused = new(KernelDumpError.Corrupt, 0x2010) },
        new("FirstPageOfRangesIsInTheHeader", Two().U64(0x2018, 0x202f)) { Refused = new(KernelDumpError.Corrupt, 0x2010) },
        new("FirstPageOfRangesIsInTheTable", Two().U64(0x2018, 0x2040))
        {
            Warnings = ["The RDMP metadata of 48 bytes does not end at the first page, 0x2040."],
            Question = Runs,
            Answer = "100+2@2040",
        },
        new("FirstPageOfRangesIsPastTheFile", Two().U64(0x2018, 0x6000)) { Refused = new(KernelDumpError.Truncated, 0x5050) },
        new("FirstPageOfRangesIsNegative", Two().U64(0x2018, 0x8000_0000_0000_0000)) { Refused = new(KernelDumpError.Truncated, 0x5050) },
        new("FirstPageOfRangesIsMax", Two().U64(0x2018, ulong.MaxValue)) { Refused = new(KernelDumpError.Truncated, 0x5050) },

        new("RangeFrameIsMax", Two().U64(0x2040, ulong.MaxValue)) { Refused = new(KernelDumpError.Corrupt, 0x2040) },
        new("RangeFrameIsPast40Bits", Two().U64(0x2030, PageFrames)) { Refused = new(KernelDumpError.Corrupt, 0x2030) },
        new("RangeFrameIsPast52Bits", Two().U64(0x2030, 1UL << 52 | 0x100)) { Refused = new(KernelDumpError.Corrupt, 0x2030) }, // times 4096, it would be frame 0x100
        new("RangePageCountIsMax", Two().U64(0x2048, ulong.MaxValue)) { Refused = new(KernelDumpError.Corrupt, 0x2040) },
        new("RangePageCountIsPastTheFile", Two().U64(0x2048, 2)) { Refused = new(KernelDumpError.Truncated, 0x2050) },
        new("RangeEndsPast52BitAddresses", DumpBytes.Ranges(8, (PageFrames - 2, 2)).U64(0x2038, 3)) { Refused = new(KernelDumpError.Corrupt, 0x2030) },
        new("RangeIsTheLastPageThereCanBe", DumpBytes.Ranges(8, (PageFrames - 1, 1)))
        {
            Question = dump => $"{Runs(dump)}; {Answers.Of(dump.PhysicalMemory!.Read(0xf_ffff_ffff_f800, new byte[0x1000]))}",
            Answer = "ffffffffff+1@2040; 2048 bytes, PageNotInDump at 10000000000000",
        },
        new("RangesHaveMorePagesThanThereCanBe", Huge(3, 1UL << 39)) { Refused = new(KernelDumpError.Corrupt, 0x2050) },
        new("RangesHaveAllPagesThereCanBe", Huge(2, (1UL << 39) - 1)) { Refused = new(KernelDumpError.Truncated, 0x2050) },
        new("RangeWithoutPagesIsAnywhere", DumpBytes.Ranges(8, (0x100, 1), (ulong.MaxValue, 0), (0x200, 1)))
        {
            Question = Runs,
            Answer = "100+1@2060 200+1@3060",
        },
        new("RangesOverlap", DumpBytes.Ranges(0xa, (0x102, 1), (0x100, 4)))
        {
            Warnings = [Overlap],
            Question = Runs,
            Answer = "100+2@3050 102+1@2050 103+1@6050",
        },
        new("RangesAllOverlap", Nested(100_000, 1 << 20))
        {
            // Each range holds all pages of the ones before it but the first, and adds one.
            AllowTruncated = true,
            Warnings =
            [
                "The dump is truncated: its 104857600000 pages from offset 0x188a30 on do not fit into the file, which has 1612336 bytes and holds 1 of them.",
                Overlap,
            ],
            Question = dump => $"{Runs(dump)}; {Answers.Of(dump.PhysicalMemory!.Read(0x1000, new byte[0x1001]))}",
            Answer = "1+1@188a30; 4096 bytes, Truncated at 2000",
        },

        new("PageTotalOfRangesIsZero", Two(0xa).U64(0x2028, 0))
        {
            Warnings = ["The RDMP header counts 2 ranges and no page; the ranges are ignored."],
            Question = Runs,
            Answer = "",
        },
        new("PageTotalEndsWithinARange", Two(0xa).U64(0x2028, 1))
        {
            Warnings = ["Range 0 goes past the 1 pages that the RDMP header counts; the rest of it is ignored."],
            Question = Runs,
            Answer = "100+1@2050",
        },
        new("PageTotalOfRangesIsMax", Two(0xa).U64(0x2028, ulong.MaxValue))
        {
            Warnings = ["The RDMP header counts 18446744073709551615 pages, its ranges have 3."],
            Question = Runs,
            Answer = "100+2@2050 200+1@4050",
        },
    ];

    private static string Runs(KernelDump dump) => Answers.Of(dump.PhysicalMemory!.Runs);

    /// <summary>Ranges of many pages each, and not one of the pages.</summary>
    private static DumpBytes Huge(int count, ulong pages)
    {
        DumpBytes bytes = DumpBytes.Ranges(8, [.. Enumerable.Repeat((1UL, 0UL), count)]);
        for (int i = 0; i < count; i++)
            bytes.U64(0x2038 + 16 * i, pages);
        return bytes;
    }

    /// <summary>Ranges that begin one page after each other, and the first page of the first.</summary>
    private static DumpBytes Nested(int count, ulong pages)
    {
        DumpBytes bytes = DumpBytes.Ranges(8, [.. Enumerable.Range(1, count).Select(frame => ((ulong)frame, 0UL))]);
        for (int i = 0; i < count; i++)
            bytes.U64(0x2038 + 16 * i, pages);
        return bytes.Noise(bytes.Length, 0x1000);
    }
}
