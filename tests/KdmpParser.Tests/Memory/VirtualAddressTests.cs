namespace KdmpParser.Tests;

public class VirtualAddressTests
{
    [Fact]
    public void Sums_begin_again_at_zero_as_the_processors_do()
    {
        var last = new VirtualAddress(ulong.MaxValue);
        Assert.Equal(new VirtualAddress(7), last + 8);
        Assert.Equal(last, new VirtualAddress(7) - 8);
        Assert.Equal(8UL, new VirtualAddress(7) - last);
    }

    [Theory]
    [InlineData(0xffffffff_fffffff8, 0x10)] // its entry lies around 2^64
    [InlineData(0xffffffff_ffffffff, 0x10)]
    public void A_list_at_the_end_of_the_address_space_is_unreadable(ulong head, uint count)
    {
        using KernelDump dump = new KernelBytes().KdDebuggerData().OnDump(bytes => bytes.U64(0x020, head).U64(0x028, head).U32(0x034, count)).Open();
        Assert.Equal(KernelDataFailureReason.Unreadable, dump.KernelModules.Failure!.Reason);
        Assert.Equal(KernelDataFailureReason.Unreadable, dump.Processes.Failure!.Reason);
    }
}
