namespace KdmpParser.Tests;

public class TriageDriverTests
{
    private const int Table = DumpBytes.SmallDriversAt;

    [Fact]
    public void Drivers_have_names_ranges_time_stamps_and_checksums()
    {
        using KernelDump dump = DumpBytes.SmallDrivers().Open();
        Assert.Null(dump.KernelModules.Failure);
        Assert.Equal(
            [
                new() { Base = 0xfffff804_00000000, Size = 0x1000, Name = "one.sys", Path = @"\dir\one.sys", TimeDateStamp = 0x11, CheckSum = 0x21 },
                new() { Base = 0xfffff804_00010000, Size = 0x1000, Name = "two.sys", Path = "two.sys", TimeDateStamp = 0x12, CheckSum = 0x22 },
                new() { Base = 0xfffff804_00020000, Size = 0x1000, TimeDateStamp = 0, CheckSum = null },
            ],
            dump.KernelModules);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x45474150u)]
    [InlineData(0x7fffffffu)]
    [InlineData(0x5ff0u)]
    public void A_name_that_is_none_leaves_the_driver(uint offset)
    {
        // At 0x5ff0 a long name begins that goes on past the end of the file.
        using KernelDump dump = DumpBytes.SmallDrivers().U32(Table, offset).U32(0x5ff0, 0x100).Open();
        Assert.Equal((3, null, null), (dump.KernelModules.Count, dump.KernelModules[0].Name, dump.KernelModules[0].Path));
    }

    [Fact]
    public void A_name_longer_than_the_limit_is_none()
    {
        using KernelDump dump = KernelDump.Open(DumpBytes.SmallDrivers().ToArray(), "by hand", new() { Limits = new() { NameBytes = 14 } });
        Assert.Equal((null, "two.sys"), (dump.KernelModules[0].Path, dump.KernelModules[1].Name));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, KernelDataFailureReason.LimitExceeded)]
    public void There_are_at_most_as_many_as_the_limit_says(int limit, KernelDataFailureReason? reason)
    {
        using KernelDump dump = KernelDump.Open(DumpBytes.SmallDrivers().ToArray(), "by hand", new() { Limits = new() { Modules = limit } });
        Assert.Equal((limit, reason), (dump.KernelModules.Count, dump.KernelModules.Failure?.Reason));
    }

    [Fact]
    public void A_table_that_the_file_does_not_hold_gives_what_fits()
    {
        using KernelDump dump = DumpBytes.SmallDrivers().U32(0x2030, 0x6004 - 0x90 - 1).U32(0x2034, 2).Open();
        Assert.Equal((1, KernelDataFailureReason.CheckFailed), (dump.KernelModules.Count, dump.KernelModules.Failure!.Reason));
    }

    [Fact]
    public void A_table_that_is_not_recorded_is_none()
    {
        using KernelDump dump = DumpBytes.SmallDrivers().Text(0x2030, "PAGEPAGE").Open();
        Assert.Equal((0, KernelDataFailureReason.NotRecorded), (dump.KernelModules.Count, dump.KernelModules.Failure!.Reason));
    }

    [Fact]
    public void Unloaded_drivers_have_names_of_up_to_12_characters()
    {
        using KernelDump dump = DumpBytes.SmallUnloaded(2, "short.sys\0", "twelvelong.s").Open();
        Assert.Null(dump.UnloadedDrivers.Failure);
        Assert.Equal(
            [
                new UnloadedDriver("short.sys", 0xfffff804_00000000, 0xfffff804_00001000, null),
                new UnloadedDriver("twelvelong.s", 0xfffff804_00010000, 0xfffff804_00011000, null),
            ],
            dump.UnloadedDrivers);
    }

    [Fact]
    public void An_unloaded_driver_without_a_name_stays()
    {
        using KernelDump dump = DumpBytes.SmallUnloaded(1, "\0").Open();
        Assert.Null(Assert.Single(dump.UnloadedDrivers).Name);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(2, 2, null)]
    [InlineData(ulong.MaxValue, 4, KernelDataFailureReason.CheckFailed)]
    public void The_count_of_unloaded_drivers_is_checked(ulong count, int listed, KernelDataFailureReason? reason)
    {
        // Four entries fit between the count and the end of the file.
        using KernelDump dump = DumpBytes.SmallUnloaded(count, "a\0", "b\0").U64(0x6004 - 8 - 4 * 0x38, count).U32(0x2018, 0x6004 - 8 - 4 * 0x38).Open();
        Assert.Equal((listed, reason), (dump.UnloadedDrivers.Count, dump.UnloadedDrivers.Failure?.Reason));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x45474150)]
    public void A_small_dump_without_a_table_of_unloaded_drivers_says_so(uint offset)
    {
        using KernelDump dump = DumpBytes.SmallUnloaded(1, "a\0").U32(0x2018, offset).Open();
        Assert.Equal((0, KernelDataFailureReason.NotRecorded), (dump.UnloadedDrivers.Count, dump.UnloadedDrivers.Failure!.Reason));
    }
}
