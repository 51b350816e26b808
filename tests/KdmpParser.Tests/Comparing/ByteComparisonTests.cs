namespace KdmpParser.Tests.Comparing;

public class ByteComparisonTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("abc", "abc", "")]
    [InlineData("abc", "xbc", "0+1")]
    [InlineData("abc", "abx", "2+1")]
    [InlineData("abc", "xyz", "0+3")]
    [InlineData("abcdefgh", "abXYefgZ", "2+2 7+1")]
    [InlineData("abcd", "ab", "2+2")]
    [InlineData("ax", "abcd", "1+3")]
    [InlineData("", "ab", "0+2")]
    public void Bytes_that_differ_are_told_as_ranges(string before, string after, string expected) => Assert.Equal(
        expected,
        string.Join(' ', ByteComparison.FindDifferences(before.Select(c => (byte)c).ToArray(), after.Select(c => (byte)c).ToArray()).Select(range => $"{range.Offset}+{range.Length}")));

    [Fact]
    public void Pages_are_compared_to_their_last_byte()
    {
        byte[] before = MachineBytes.Content(0x5000, 0x1000), after = [.. before];
        after[0] ^= 1;
        after[0x7ff] ^= 1;
        after[0x800] ^= 1;
        after[0xfff] ^= 1;
        Assert.Equal([new(0, 1), new(0x7ff, 2), new(0xfff, 1)], ByteComparison.FindDifferences(before, after));
    }
}
