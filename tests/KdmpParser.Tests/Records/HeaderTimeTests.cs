namespace KdmpParser.Tests;

public class HeaderTimeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0x8000_0000_0000_0000)]
    [InlineData(2650467744000000000)] // the year 10000
    public void A_time_that_cannot_be_one_is_not_recorded(ulong fileTime)
    {
        using KernelDump dump = DumpBytes.Full().U64(0xfa8, fileTime).Open();
        Assert.Null(dump.Header.SystemTime);
    }

    [Fact]
    public void The_last_instant_of_the_year_9999_is_a_time_in_every_time_zone()
    {
        string? zone = Environment.GetEnvironmentVariable("TZ");
        try
        {
            // East of Greenwich the local year is 10000 already. The variable means nothing to Windows, which has its own zone.
            Environment.SetEnvironmentVariable("TZ", "Asia/Tokyo");
            TimeZoneInfo.ClearCachedData();
            using KernelDump dump = DumpBytes.Full().U64(0xfa8, 2650467743999999999).Open();
            Assert.Equal(DateTimeOffset.MaxValue, dump.Header.SystemTime);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void The_time_is_in_utc()
    {
        using KernelDump dump = DumpBytes.Full().U64(0xfa8, 1).Open();
        Assert.Equal(new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1), dump.Header.SystemTime);
        Assert.Equal(TimeSpan.Zero, dump.Header.SystemTime!.Value.Offset);
    }

    [Fact]
    public void An_up_time_that_is_too_long_is_not_recorded()
    {
        using KernelDump dump = DumpBytes.Full().U64(0x1030, ulong.MaxValue).Open();
        Assert.Null(dump.Header.SystemUpTime);
    }
}
