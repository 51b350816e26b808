namespace KdmpParser.Tests.Corrupt;

/// <summary>The runs of PhysicalMemoryBlock, in dumps of type 1.</summary>
internal static class RunCases
{
    private const string Overlap = "Some page ranges overlap; for a page that is listed twice, the first copy is used.";

    public static readonly CorruptDump[] All =
    [
        new("RunCountIsOnePastTheRoom", DumpBytes.Full((1, 1)).U32(0x088, 43)) { Refused = new(KernelDumpError.Corrupt, 0x88) },
        new("RunCountIsMax", DumpBytes.Full((1, 1)).U32(0x088, uint.MaxValue)) { Refused = new(KernelDumpError.Corrupt, 0x88) },
        new("RunPageCountOverflows", DumpBytes.Full((1, 1)).U64(0x0a0, ulong.MaxValue)) { Refused = new(KernelDumpError.Corrupt, 0x98) },
        new("RunFrameIsMax", DumpBytes.Full((1, 1), (2, 1)).U64(0x0a8, ulong.MaxValue)) { Refused = new(KernelDumpError.Corrupt, 0xa8) },
        new("RunsOverlap", DumpBytes.Full((0x10, 2), (0x10, 3)))
        {
            Warnings = [Overlap],
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "10+2@2000 12+1@6000",
        },
    ];
}
