namespace KdmpParser.Tests;

public class UnloadedDriverTests
{
    private const ulong Variable = 0xfffff804_1000a308;
    private const ulong Ring = 0xffffc08b_40000000;

    [Fact]
    public void The_latest_comes_first()
    {
        using KernelDump dump = Three(next: 3).Open();
        Assert.Null(dump.UnloadedDrivers.Failure);
        Assert.Equal(["gone2.sys", "gone1.sys", "gone0.sys"], dump.UnloadedDrivers.Select(driver => driver.Name));
        Assert.Equal(
            new UnloadedDriver("gone2.sys", 0xfffff804_80020000, 0xfffff804_80021000, new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.Zero)), dump.UnloadedDrivers[0]);
    }

    [Fact]
    public void The_ring_begins_again_at_its_end()
    {
        using KernelDump dump = Entry(Three(next: 1), 49, "gone49.sys").Open();
        Assert.Equal(["gone0.sys", "gone49.sys", "gone2.sys", "gone1.sys"], dump.UnloadedDrivers.Select(driver => driver.Name));
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(51, 0)]
    public void The_index_may_be_behind_the_last_entry(uint next, int first)
    {
        using KernelDump dump = Entry(Three(next), 49, "gone49.sys").Open();
        Assert.Equal("gone49.sys", dump.UnloadedDrivers[first].Name);
    }

    [Fact]
    public void There_are_none_before_the_first_was_unloaded()
    {
        using KernelDump dump = Three(next: 0).U64(Variable, 0).Open();
        Assert.Empty(dump.UnloadedDrivers);
        Assert.Null(dump.UnloadedDrivers.Failure);
    }

    [Fact]
    public void A_driver_without_a_readable_name_stays()
    {
        using KernelDump dump = Three(next: 3).U64(Ring + 2 * 0x28 + 8, 0xffff9999_00000000).U64(Ring + 2 * 0x28 + 0x20, 0).Open();
        Assert.Equal(new UnloadedDriver(null, 0xfffff804_80020000, 0xfffff804_80021000, null), dump.UnloadedDrivers[0]);
    }

    [Theory]
    [InlineData(Variable)]
    [InlineData(Ring)]
    public void What_was_not_captured_is_unreadable(ulong missing)
    {
        using KernelDump dump = Three(next: 3).Unmap(missing).Open();
        Assert.Empty(dump.UnloadedDrivers);
        Assert.Equal(KernelDataFailureReason.Unreadable, dump.UnloadedDrivers.Failure!.Reason);
    }

    [Fact]
    public void A_ring_of_which_the_end_is_missing_gives_its_beginning()
    {
        // Two entries and a half, then a page that is not there.
        const ulong Moved = Ring + 0x1000 - 100;
        KernelBytes memory = Three(next: 3).U64(Variable, Moved);
        for (ulong i = 0; i < 96; i += 8)
            memory.U64(Moved + i, memory.Value(Ring + i));
        memory.U32(Moved + 96, 0x80020000);
        using KernelDump dump = memory.Open();
        Assert.Equal(["gone1.sys", "gone0.sys"], dump.UnloadedDrivers.Select(driver => driver.Name));
        Assert.Equal((KernelDataFailureReason.Unreadable, Ring + 0x1000), (dump.UnloadedDrivers.Failure!.Reason, dump.UnloadedDrivers.Failure.Address!.Value.Value));
    }

    [Fact]
    public void Debugger_data_without_the_variable_has_none()
    {
        using KernelDump dump = new KernelBytes().KdDebuggerData().Open();
        Assert.Equal(KernelDataFailureReason.NotRecorded, dump.UnloadedDrivers.Failure!.Reason);
    }

    private static KernelBytes Three(uint next)
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().U64(KernelBytes.DebuggerData + 0x220, Variable, Variable + 8).U64(Variable, Ring).U32(Variable + 8, next);
        memory.Write(Ring, new byte[50 * 0x28]);
        for (uint i = 0; i < 3; i++)
            Entry(memory, i, $"gone{i}.sys");
        return memory;
    }

    private static KernelBytes Entry(KernelBytes memory, uint index, string name)
    {
        ulong entry = Ring + index * 0x28, start = 0xfffff804_80000000 + index * 0x10000;
        return memory.UnicodeString(entry, name, Ring + 0x10_0000 + index * 0x40)
            .U64(entry + 0x10, start, start + 0x1000, (ulong)new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc).ToFileTimeUtc());
    }
}
