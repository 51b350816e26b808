namespace KdmpParser.Tests;

public class LimitTests
{
    [Theory]
    [InlineData(16, true)]
    [InlineData(15, false)]
    public void A_bitmap_may_describe_as_many_pages_as_the_limit(int limit, bool opens) =>
        AssertOpens(DumpBytes.Bitmap(5, 16, [1]), new() { BitmapPages = limit }, opens);

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_table_may_hold_as_many_ranges_as_the_limit(int limit, bool opens) =>
        AssertOpens(DumpBytes.Ranges(8, (1, 1), (5, 1)), new() { PageRanges = limit }, opens);

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_small_dump_may_have_as_many_data_blocks_as_the_limit(int limit, bool opens) =>
        AssertOpens(DumpBytes.Triage(0xffff8504_29890000, (0x1000, 0x4000, 8), (0x2000, 0x4000, 8)), new() { DataBlocks = limit }, opens);

    private static void AssertOpens(DumpBytes bytes, KernelDumpLimits limits, bool opens)
    {
        if (opens)
        {
            KernelDump.Open(bytes.ToArray(), "at the limit", new() { Limits = limits }).Dispose();
            return;
        }

        var refusal = Assert.Throws<KernelDumpException>(() => KernelDump.Open(bytes.ToArray(), "over the limit", new() { Limits = limits }).Dispose());
        Assert.Equal(KernelDumpError.LimitExceeded, refusal.Error);
        Assert.StartsWith("at most", refusal.Expected, StringComparison.Ordinal);
    }
}
