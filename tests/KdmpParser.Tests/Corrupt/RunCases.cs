namespace KdmpParser.Tests.Corrupt;

/// <summary>The runs of PhysicalMemoryBlock, in dumps of type 1.</summary>
internal static class RunCases
{
    /// <summary>Page frame numbers have 40 bits.</summary>
    private const ulong PageFrames = 1UL << 40;

    private const string Overlap = "Some page ranges overlap; for a page that is listed twice, the first copy is used.";

    public static readonly CorruptDump[] All =
    [
        new("RunCountIsOnePastTheRoom", DumpBytes.Full((1, 1)).U32(0x088, 43)) { Refused = new(KernelDumpError.Corrupt, 0x88) },
        new("RunCountIsMax", DumpBytes.Full((1, 1)).U32(0x088, uint.MaxValue)) { Refused = new(KernelDumpError.Corrupt, 0x88) },
        new("RunCountIsNotRecorded", DumpBytes.Full((1, 1)).Text(0x088, "PAGE")) { Refused = new(KernelDumpError.Corrupt, 0x88) },
        new("RunCountIsMoreThanThereAre", DumpBytes.Full((1, 1)).U32(0x088, 2)) { Refused = new(KernelDumpError.Corrupt, 0xa8) }, // the second holds 'PAGE'
        new("RunCountIsZero", DumpBytes.Full((1, 1)).U32(0x088, 0))
        {
            Warnings = ["The header counts 1 pages, its runs have 0."],
            Question = dump => $"{Answers.Of(dump.PhysicalMemory!.Runs)}; {Answers.Of(dump.PhysicalMemory.Read(0x1000, new byte[1]))}",
            Answer = "; 0 bytes, PageNotInDump at 1000",
        },
        new("RunPageCountOverflows", DumpBytes.Full((1, 1)).U64(0x0a0, ulong.MaxValue)) { Refused = new(KernelDumpError.Corrupt, 0x98) },
        new("RunPageCountIsPastTheFile", DumpBytes.Full((1, 1)).U64(0x0a0, 2).U64(0x090, 2)) { Refused = new(KernelDumpError.Truncated, 0x2000) },
        new("RunPageCountIsAllOfMemory", DumpBytes.Full((0, 1)).U64(0x0a0, PageFrames).U64(0x090, PageFrames)) { Refused = new(KernelDumpError.Truncated, 0x2000) },
        new("RunFrameIsMax", DumpBytes.Full((1, 1), (2, 1)).U64(0x0a8, ulong.MaxValue)) { Refused = new(KernelDumpError.Corrupt, 0xa8) },
        new("RunFrameIsPast40Bits", DumpBytes.Full((PageFrames, 1))) { Refused = new(KernelDumpError.Corrupt, 0x98) },
        new("RunFrameIsPast52Bits", DumpBytes.Full((1UL << 52, 1))) { Refused = new(KernelDumpError.Corrupt, 0x98) }, // times 4096, it would be frame 0
        new("RunEndsPast52BitAddresses", DumpBytes.Full((PageFrames - 1, 2))) { Refused = new(KernelDumpError.Corrupt, 0x98) },
        new("RunIsTheLastPageThereCanBe", DumpBytes.Full((PageFrames - 1, 1)))
        {
            Question = dump => $"{Answers.Of(dump.PhysicalMemory!.Runs)}; {Answers.Of(dump.PhysicalMemory.Read(0xf_ffff_ffff_f800, new byte[0x1000]))}",
            Answer = "ffffffffff+1@2000; 2048 bytes, PageNotInDump at 10000000000000",
        },
        new("RunWithoutPagesIsAnywhere", DumpBytes.Full((1, 1), (ulong.MaxValue, 0)))
        {
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "1+1@2000",
        },
        new("RunsHaveMorePagesThanThereCanBe", ThreeHalves()) { Refused = new(KernelDumpError.Corrupt, 0xb8) },
        new("RunsOverlap", DumpBytes.Full((0x10, 2), (0x10, 3)))
        {
            Warnings = [Overlap],
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "10+2@2000 12+1@6000",
        },
        new("RunLiesInsideOfAnother", DumpBytes.Full((0x12, 1), (0x10, 4)))
        {
            Warnings = [Overlap],
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "10+2@3000 12+1@2000 13+1@6000",
        },
        new("RunsAreAllTheSame", DumpBytes.Full([.. Enumerable.Repeat((1UL, 1UL), 42)]))
        {
            Warnings = [Overlap],
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "1+1@2000",
        },
        new("PageTotalIsMax", DumpBytes.Full((1, 1)).U64(0x090, ulong.MaxValue))
        {
            Warnings = ["The header counts 18446744073709551615 pages, its runs have 1."],
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "1+1@2000",
        },
        new("PageTotalIsNotRecorded", DumpBytes.Full((1, 1)).Text(0x090, "PAGEPAGE"))
        {
            Warnings = ["The header does not record how many pages there are; its runs have 1."],
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "1+1@2000",
        },
    ];

    /// <summary>Three runs of 2^39 pages each, and one page.</summary>
    private static DumpBytes ThreeHalves() =>
        DumpBytes.Full((0, 1), (0, 0), (0, 0)).U64(0x0a0, PageFrames / 2).U64(0x0b0, PageFrames / 2).U64(0x0c0, PageFrames / 2);
}
