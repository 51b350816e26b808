namespace KdmpParser.Tests;

public class ExactReadTests
{
    [Fact]
    public void A_value_is_read_in_the_byte_order_of_the_file()
    {
        using KernelDump dump = new MachineBytes().Entry(0x5008, 0x1122334455667788).Open();
        Assert.True(dump.PhysicalMemory!.TryRead(0x5008, out ulong physical));
        Assert.True(dump.VirtualMemory.TryRead(MachineBytes.Mapped + 9, out ushort virtualValue));
        Assert.Equal((0x1122334455667788UL, (ushort)0x6677), (physical, virtualValue));
    }

    [Fact]
    public void A_value_that_is_not_all_there_is_not_read()
    {
        using KernelDump dump = new MachineBytes().Open();
        Assert.False(dump.PhysicalMemory!.TryRead(0x5ffc, out ulong physical, out MemoryFailure failure));
        Assert.Equal((0UL, new MemoryFailure(MemoryFailureReason.PageNotInDump, 0x6000)), (physical, failure));
        Assert.False(dump.VirtualMemory.TryRead(MachineBytes.Mapped + 0xffc, out ulong value, out failure));
        Assert.Equal((0UL, MemoryFailureReason.NotPresent, MachineBytes.Mapped + 0x1000), (value, failure.Reason, failure.Address));
    }

    [Fact]
    public void Reading_exactly_throws_with_the_failure_of_the_first_missing_byte()
    {
        using KernelDump dump = new MachineBytes().Open();
        var bytes = new byte[0x10];
        dump.PhysicalMemory!.ReadExactly(0x5ff0, bytes);
        Assert.Equal(MachineBytes.Content(0x5ff0, 0x10), bytes);

        var thrown = Assert.Throws<KernelDumpException>(() => dump.PhysicalMemory!.ReadExactly(0x5ff8, new byte[0x10]));
        Assert.Equal(KernelDumpError.MemoryUnavailable, thrown.Error);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.PageNotInDump, 0x6000), thrown.MemoryFailure);
        Assert.Equal(0x8000_0000_0000UL, Assert.Throws<KernelDumpException>(() => dump.VirtualMemory.ReadExactly(0x8000_0000_0000, new byte[1])).MemoryFailure!.Value.Address);
    }

    [Fact]
    public void Pages_are_enumerated_in_ascending_order_whatever_their_order_in_the_file()
    {
        using KernelDump dump = DumpBytes.Ranges(8, (9, 1), (2, 2)).Open();
        Assert.Equal([0x2000UL, 0x3000UL, 0x9000UL], dump.PhysicalMemory!.EnumeratePages().Select(page => page.Value));
    }

    [Fact]
    public void A_translation_succeeds_where_the_tables_lead_to_a_page_even_if_that_is_not_in_the_dump()
    {
        using KernelDump dump = new MachineBytes().Entry(0x4028, MachineBytes.Nowhere | 7).Open();
        Assert.True(dump.VirtualMemory.TryTranslate(MachineBytes.Mapped + 5, out PhysicalAddress physical, out MemoryFailure? failure));
        Assert.Equal((0x5005UL, null), (physical.Value, failure));
        Assert.True(dump.VirtualMemory.TryTranslate(MachineBytes.Mapped + 0x1005, out physical, out failure));
        Assert.Equal((0x9005UL, MemoryFailureReason.PageNotInDump), (physical.Value, failure!.Value.Reason));
        Assert.False(dump.VirtualMemory.TryTranslate(MachineBytes.Mapped + 0x2000, out _));
    }
}
