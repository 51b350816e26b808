using System.Text;

namespace KdmpParser.Tests;

public class TriageDriverTests
{
    private const ulong Stack = 0xffff8504_29890000;
    private const int Table = 0x4000;
    private const int Names = 0x5000;

    [Fact]
    public void Drivers_have_names_ranges_time_stamps_and_checksums()
    {
        using KernelDump dump = Three().Open();
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
        using KernelDump dump = Three().U32(Table, offset).U32(0x5ff0, 0x100).Open();
        Assert.Equal((3, null, null), (dump.KernelModules.Count, dump.KernelModules[0].Name, dump.KernelModules[0].Path));
    }

    [Fact]
    public void A_name_longer_than_the_limit_is_none()
    {
        using KernelDump dump = KernelDump.Open(Three().ToArray(), "by hand", new() { Limits = new() { NameBytes = 14 } });
        Assert.Equal((null, "two.sys"), (dump.KernelModules[0].Path, dump.KernelModules[1].Name));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, KernelDataFailureReason.LimitExceeded)]
    public void There_are_at_most_as_many_as_the_limit_says(int limit, KernelDataFailureReason? reason)
    {
        using KernelDump dump = KernelDump.Open(Three().ToArray(), "by hand", new() { Limits = new() { Modules = limit } });
        Assert.Equal((limit, reason), (dump.KernelModules.Count, dump.KernelModules.Failure?.Reason));
    }

    [Fact]
    public void A_table_that_the_file_does_not_hold_gives_what_fits()
    {
        using KernelDump dump = Three().U32(0x2030, 0x6004 - 0x90 - 1).U32(0x2034, 2).Open();
        Assert.Equal((1, KernelDataFailureReason.CheckFailed), (dump.KernelModules.Count, dump.KernelModules.Failure!.Reason));
    }

    [Theory]
    [InlineData(0x4000, uint.MaxValue, 0x38, KernelDataFailureReason.CheckFailed)]
    [InlineData(uint.MaxValue, 1, 0, KernelDataFailureReason.CheckFailed)]
    [InlineData(0, 3, 0, KernelDataFailureReason.NotRecorded)]
    [InlineData(0x4000, 0, 0, KernelDataFailureReason.NotRecorded)]
    [InlineData(0x45474150, 0x45474150, 0, KernelDataFailureReason.NotRecorded)]
    public void A_table_that_is_none_says_so(uint offset, uint count, int listed, KernelDataFailureReason reason)
    {
        using KernelDump dump = Three().U32(0x2030, offset).U32(0x2034, count).Open();
        Assert.Equal((listed, reason), (dump.KernelModules.Count, dump.KernelModules.Failure!.Reason));
    }

    [Fact]
    public void Unloaded_drivers_have_names_of_up_to_12_characters()
    {
        using KernelDump dump = Unloaded(2, "short.sys\0", "twelvelong.s").Open();
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
        using KernelDump dump = Unloaded(1, "\0").Open();
        Assert.Null(Assert.Single(dump.UnloadedDrivers).Name);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(2, 2, null)]
    [InlineData(ulong.MaxValue, 4, KernelDataFailureReason.CheckFailed)]
    public void The_count_of_unloaded_drivers_is_checked(ulong count, int listed, KernelDataFailureReason? reason)
    {
        // Four entries fit between the count and the end of the file.
        using KernelDump dump = Unloaded(count, "a\0", "b\0").U64(0x6004 - 8 - 4 * 0x38, count).U32(0x2018, 0x6004 - 8 - 4 * 0x38).Open();
        Assert.Equal((listed, reason), (dump.UnloadedDrivers.Count, dump.UnloadedDrivers.Failure?.Reason));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x45474150)]
    [InlineData(0x6000)]
    public void A_small_dump_without_a_table_of_unloaded_drivers_says_so(uint offset)
    {
        using KernelDump dump = Unloaded(1, "a\0").U32(0x2018, offset).Open();
        Assert.Equal((0, KernelDataFailureReason.NotRecorded), (dump.UnloadedDrivers.Count, dump.UnloadedDrivers.Failure!.Reason));
    }

    private static DumpBytes Three()
    {
        DumpBytes bytes = DumpBytes.Triage(Stack).U32(0x2030, Table).U32(0x2034, 3);
        for (int i = 0; i < 3; i++)
        {
            int entry = Table + 0x90 * i;
            bytes.U32(entry, (uint)(i == 2 ? 0 : Names + 0x100 * i)).U64(entry + 0x38, 0xfffff804_00000000 + 0x10000UL * (ulong)i).U32(entry + 0x48, 0x1000);
            bytes.U32(entry + 0x80, i == 2 ? 0x45474150U : 0x21U + (uint)i).U32(entry + 0x88, i == 2 ? 0 : 0x11U + (uint)i);
        }

        return Name(Name(bytes, Names, @"\dir\one.sys"), Names + 0x100, "two.sys");
    }

    private static DumpBytes Name(DumpBytes bytes, int offset, string name) =>
        bytes.U32(offset, (uint)name.Length).Write(offset + 4, Encoding.Unicode.GetBytes(name + "?"));

    private static DumpBytes Unloaded(ulong count, params string[] names)
    {
        DumpBytes bytes = DumpBytes.Triage(Stack).U32(0x2018, Table).U64(Table, count);
        for (int i = 0; i < names.Length; i++)
        {
            int entry = Table + 8 + 0x38 * i;
            ulong start = 0xfffff804_00000000 + 0x10000UL * (ulong)i;
            bytes.Write(entry + 0x10, Encoding.Unicode.GetBytes(names[i])).U64(entry + 0x28, start).U64(entry + 0x30, start + 0x1000);
        }

        return bytes;
    }
}
