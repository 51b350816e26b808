namespace KdmpParser.Tests.Corrupt;

/// <summary>The bitmap header and the bitmap, in dumps of types 2, 5 and 6.</summary>
internal static class BitmapCases
{
    public static readonly CorruptDump[] All =
    [
        new("BitmapLongerThanFile", DumpBytes.Bitmap(5, 16, [1]).U64(0x2030, 0x7000_0000)) { Refused = new(KernelDumpError.Truncated, 0x2038) },
        new("BitmapLengthIsMax", DumpBytes.Bitmap(5, 16, [1]).U64(0x2030, ulong.MaxValue)) { Refused = new(KernelDumpError.LimitExceeded, 0x2030) },
        new("FirstPageIsInsideTheBitmap", DumpBytes.Bitmap(5, 16, [1]).U64(0x2020, 0x2039)) { Refused = new(KernelDumpError.Corrupt, 0x2020) },
    ];
}
