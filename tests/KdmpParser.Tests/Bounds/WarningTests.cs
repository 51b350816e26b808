namespace KdmpParser.Tests.Bounds;

public class WarningTests
{
    [Theory]
    [InlineData(100, 100)]
    [InlineData(101, 101)]
    [InlineData(5000, 101)]
    public void A_dump_with_too_many_oddities_counts_those_that_it_does_not_tell(int count, int warnings)
    {
        // Data blocks that lie outside of the file, behind everything else.
        DumpBytes bytes = DumpBytes.Triage(DumpBytes.SmallStack).U32(0x2078, 0x7000).U32(0x207c, (uint)count).Zeros(0x7000, 16 * count);
        for (int i = 0; i < count; i++)
            bytes.U64(0x7000 + 16 * i, 0x1000).U32(0x7008 + 16 * i, 0xffff_ff00).U32(0x700c + 16 * i, 8);
        using KernelDump dump = bytes.Open();
        Assert.Equal(warnings, dump.Warnings.Length);
        Assert.Contains(count > 100 ? $"{count - 100} more" : "Data block 99", dump.Warnings[^1], StringComparison.Ordinal);
    }
}
