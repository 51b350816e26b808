namespace KdmpParser.Tests;

public class ExceptionRecordTests
{
    [Fact]
    public void Each_field_is_read_from_its_offset()
    {
        DumpBytes bytes = DumpBytes.Full().U32(0xf00, 0xc0000005).U32(0xf04, 1).U32(0xf18, 2);
        bytes.U64(0xf08, 0xffffa884_00001000).U64(0xf10, 0xfffff805_2a341234);
        for (int i = 0; i < 15; i++)
            bytes.U64(0xf20 + 8 * i, 0xe000UL + (ulong)i);
        using KernelDump dump = bytes.Open();

        ExceptionRecord exception = dump.Exception!;
        Assert.Equal((0xc0000005U, 1U, 2U), (exception.Code, exception.Flags, exception.ParameterCount));
        Assert.Equal(0xffffa884_00001000UL, exception.Record.Value);
        Assert.Equal(0xfffff805_2a341234UL, exception.Address.Value);
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (ulong?)(0xe000UL + (ulong)i)), exception.Information);
        Assert.Equal("STATUS_ACCESS_VIOLATION", exception.Name);
    }

    [Fact]
    public void A_slot_that_still_holds_the_fill_is_not_recorded()
    {
        using KernelDump dump = DumpBytes.Full().U32(0xf00, 0x80000003).U64(0xf20, 0).U64(0xf28, 0x45474150).U64(0xf90, 7).Open();
        Assert.Equal(0UL, dump.Exception!.Information[0]);
        Assert.Equal(0x45474150UL, dump.Exception.Information[1]);
        Assert.All(dump.Exception.Information.Skip(2).Take(12), slot => Assert.Null(slot));
        Assert.Equal(7UL, dump.Exception.Information[14]);
    }

    [Fact]
    public void A_count_of_parameters_past_15_is_shown_as_recorded()
    {
        using KernelDump dump = DumpBytes.Full().U32(0xf00, 0x80000003).U32(0xf18, 0xffffffff).Open();
        Assert.Equal(0xffffffffU, dump.Exception!.ParameterCount);
        Assert.Equal(15, dump.Exception.Information.Length);
    }

    [Fact]
    public void An_exception_whose_code_still_holds_the_fill_is_not_recorded()
    {
        using KernelDump dump = DumpBytes.Full().Open();
        Assert.Null(dump.Exception);
    }
}
