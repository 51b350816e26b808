namespace KdmpParser.Tests.Corrupt;

/// <summary>The bitmap header and the bitmap, in dumps of types 2, 5 and 6.</summary>
internal static class BitmapCases
{
    /// <summary>Bits 1 and 8 of nine; the bitmap is two bytes at 0x2038, the pages stand from 0x3000 to 0x5000.</summary>
    private static DumpBytes Nine => DumpBytes.Bitmap(5, 9, [1, 8]);

    public static readonly CorruptDump[] All =
    [
        new("KernelDumpHasNoBitmapHeader", new DumpBytes(2).Noise(0x2000, 0x2000)) { Refused = new(KernelDumpError.UnsupportedDumpType, 0x2000) },
        new("BitmapDumpHasNoBitmapHeader", new DumpBytes(5).Noise(0x2000, 0x2000)) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("LiveDumpHasNoBitmapHeader", new DumpBytes(6).Noise(0x2000, 0x2000)) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("BitmapSignatureIsOfRanges", DumpBytes.Bitmap(5, 8, [1], signature: "RDMP")) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("BitmapSecondSignatureIsWrong", Nine.Text(0x2004, "DU64")) { Refused = new(KernelDumpError.Corrupt, 0x2000) },

        new("BitmapLongerThanFile", Nine.U64(0x2030, 0x7000_0000)) { Refused = new(KernelDumpError.Truncated, 0x2038) },
        new("BitmapEndsAByteBehindTheFile", Nine.U64(0x2030, 8 * (0x5000 - 0x2038) + 1)) { Refused = new(KernelDumpError.Truncated, 0x2038) },
        new("BitmapEndsWithTheFile", Nine.U64(0x2030, 8 * (0x5000 - 0x2038))) { Refused = new(KernelDumpError.Corrupt, 0x2020) }, // the first page is inside
        new("BitmapIsAsLongAsTheLimit", Nine.U64(0x2030, 1UL << 31)) { Refused = new(KernelDumpError.Truncated, 0x2038) },
        new("BitmapIsLongerThanTheLimit", Nine.U64(0x2030, (1UL << 31) + 1)) { Refused = new(KernelDumpError.LimitExceeded, 0x2030) },
        new("BitmapLengthIsMax", Nine.U64(0x2030, ulong.MaxValue)) { Refused = new(KernelDumpError.LimitExceeded, 0x2030) }, // rounded up to bytes, it would be 0
        new("BitmapHasNoBits", Nine.U64(0x2030, 0))
        {
            Warnings = ["The bitmap header counts 2 pages, the bitmap has 0."],
            Question = dump => $"{Answers.Of(dump.PhysicalMemory!.Runs)}; {Answers.Of(dump.PhysicalMemory.Read(0x1000, new byte[1]))}",
            Answer = "; 0 bytes, PageNotInDump at 1000",
        },
        new("BitmapHasBitsPastItsEnd", Nine.U8(0x2039, 0xff))
        {
            Question = dump => $"{Answers.Of(dump.PhysicalMemory!.Runs)}; {Answers.Of(dump.PhysicalMemory.Read(0x9000, new byte[1]))}",
            Answer = "1+1@3000 8+1@4000; 0 bytes, PageNotInDump at 9000",
        },
        new("BitmapHasMoreBitsSetThanThereArePages", Nine.U8(0x2038, 0xff)) { Refused = new(KernelDumpError.Truncated, 0x3000) },
        new("BitmapHasMoreBitsSetThanThereArePagesAllowed", Nine.U8(0x2038, 0xff))
        {
            AllowTruncated = true,
            Warnings =
            [
                "The dump is truncated: its 9 pages from offset 0x3000 on do not fit into the file, which has 20480 bytes and holds 2 of them.",
                "The bitmap header counts 2 pages, the bitmap has 9.",
            ],
            Question = dump => $"{Answers.Of(dump.PhysicalMemory!.Runs)}; {Answers.Of(dump.PhysicalMemory.Read(0x1000, new byte[0x1001]))}",
            Answer = "0+2@3000; 4096 bytes, Truncated at 2000",
        },
        new("PresentPagesAreMax", Nine.U64(0x2028, ulong.MaxValue))
        {
            Warnings = ["The bitmap header counts 18446744073709551615 pages, the bitmap has 2."],
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "1+1@3000 8+1@4000",
        },

        new("FirstPageIsZero", Nine.U64(0x2020, 0)) { Refused = new(KernelDumpError.Corrupt, 0x2020) },
        new("FirstPageIsInsideTheBitmapHeader", Nine.U64(0x2020, 0x2010)) { Refused = new(KernelDumpError.Corrupt, 0x2020) },
        new("FirstPageIsInsideTheBitmap", Nine.U64(0x2020, 0x2039)) { Refused = new(KernelDumpError.Corrupt, 0x2020) },
        new("FirstPageIsRightBehindTheBitmap", Nine.U64(0x2020, 0x203a))
        {
            Question = dump => Answers.Of(dump.PhysicalMemory!.Runs),
            Answer = "1+1@203a 8+1@303a",
        },
        new("FirstPageLeavesNoRoomForTheLast", Nine.U64(0x2020, 0x3001)) { Refused = new(KernelDumpError.Truncated, 0x3001) },
        new("FirstPageIsTheEndOfTheFile", Nine.U64(0x2020, 0x5000)) { Refused = new(KernelDumpError.Truncated, 0x5000) },
        new("FirstPageIsPastTheFile", Nine.U64(0x2020, 0x5001)) { Refused = new(KernelDumpError.Truncated, 0x5000) },
        new("FirstPageIsNegative", Nine.U64(0x2020, 0x8000_0000_0000_0000)) { Refused = new(KernelDumpError.Truncated, 0x5000) },
        new("FirstPageIsMax", Nine.U64(0x2020, ulong.MaxValue)) { Refused = new(KernelDumpError.Truncated, 0x5000) },
        new("FirstPageIsMaxAllowed", Nine.U64(0x2020, ulong.MaxValue))
        {
            AllowTruncated = true,
            Warnings = ["The dump is truncated: its 2 pages from offset 0xffffffffffffffff on do not fit into the file, which has 20480 bytes and holds 0 of them."],
            Question = dump => $"{Answers.Of(dump.PhysicalMemory!.Runs)}; {Answers.Of(dump.PhysicalMemory.Read(0x8000, new byte[1]))}",
            Answer = "; 0 bytes, Truncated at 8000",
        },
    ];
}
