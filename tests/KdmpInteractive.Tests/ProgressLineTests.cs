using KdmpParser;

namespace KdmpInteractive.Tests;

public class ProgressLineTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(1 * GiB, 4 * GiB, 2.0, 0, "25 %, 1 GiB of 4 GiB, 512 MiB/s, 6 s left")]
    [InlineData(1 * GiB, 4 * GiB, 2.0, 8, "[##      ] 25 %, 1 GiB of 4 GiB, 512 MiB/s, 6 s left")]
    [InlineData(4 * GiB, 4 * GiB, 2.0, 8, "[########] 100 %, 4 GiB of 4 GiB, 2 GiB/s, 0 s left")]
    [InlineData(1 * GiB, 512 * GiB, 1.0, 0, "0 %, 1 GiB of 512 GiB, 1 GiB/s, 9 min left")]
    [InlineData(1 * GiB, 512 * GiB, 100.0, 0, "0 %, 1 GiB of 512 GiB, 10.24 MiB/s, 14.2 h left")]
    [InlineData(0, 4 * GiB, 2.0, 0, "0 %, 0 bytes of 4 GiB")]
    [InlineData(0, 0, 2.0, 8, "0 bytes of 0 bytes")]
    public void It_says_how_far_how_fast_and_how_long(long done, long all, double seconds, int bar, string expected) =>
        Assert.Equal(expected, ProgressLine.Status(new ScanProgress(done, all), seconds, bar));
}
