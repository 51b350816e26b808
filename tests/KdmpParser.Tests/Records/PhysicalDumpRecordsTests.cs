namespace KdmpParser.Tests;

/// <summary>Dumps with page tables: parameters are virtual addresses that have to be translated.</summary>
public class PhysicalDumpRecordsTests
{
    private const ulong ExceptionAt = MachineBytes.Mapped + 0x100;
    private const ulong ContextAt = MachineBytes.Mapped + 0x200;

    [Fact]
    public void Parameters_3_and_4_of_0x7e_are_followed_through_the_page_tables()
    {
        using KernelDump dump = Machine().ToDump().U32(0x038, 0x7e).U64(0x050, ExceptionAt).U64(0x058, ContextAt).Open();
        CpuContext context = Assert.Single(dump.Contexts);
        Assert.Equal((ContextKind.Exception, 0xfffff805_2a341234UL), (context.Kind, context.InstructionPointer?.Value));
        ExceptionRecord exception = Assert.Single(dump.Exceptions);
        Assert.Equal((ExceptionKind.BugCheckParameter, 0xc0000005U), (exception.Kind, exception.Code));
        Assert.Equal(0xfffff805_2a341234UL, exception.Address.Value);
    }

    [Fact]
    public void Parameter_3_of_the_security_check_is_an_exception()
    {
        using KernelDump dump = Machine().ToDump().U32(0x038, 0x139).U64(0x050, ExceptionAt).U64(0x058, ContextAt).Open();
        Assert.Single(dump.Exceptions);
        Assert.Empty(dump.Contexts);
    }

    [Theory]
    [InlineData(MachineBytes.Mapped + 0xf69, MachineBytes.Mapped + 0xb31)] // the last byte is on the next page
    [InlineData(MachineBytes.Mapped + 0x1000, MachineBytes.Mapped + 0x1000)]
    [InlineData(0x8000_0000_0000_0000, 0x8000_0000_0000_0000)]
    public void Records_on_pages_that_are_not_there_are_left_out(ulong exception, ulong context)
    {
        using KernelDump dump = Machine().ToDump().U32(0x038, 0x7e).U64(0x050, exception).U64(0x058, context).Open();
        Assert.Empty(dump.Contexts);
        Assert.Empty(dump.Exceptions);
    }

    [Fact]
    public void The_sample_has_three_contexts_and_two_exceptions_that_say_the_same()
    {
        using KernelDump sample = KdmpSample.Open();
        Assert.Equal([ContextKind.Header, ContextKind.Exception, ContextKind.BugCheck], sample.Contexts.Select(context => context.Kind));
        Assert.All(sample.Contexts, context => Assert.Equal(sample.Contexts[0].Registers, context.Registers));
        Assert.Equal([ExceptionKind.Header, ExceptionKind.BugCheckParameter], sample.Exceptions.Select(exception => exception.Kind));
        Assert.Equal(sample.Exceptions[0].Address, sample.Exceptions[1].Address);
    }

    /// <summary>Noise, and in it what makes a record.</summary>
    private static MachineBytes Machine() => new MachineBytes()
        .Entry(MachineBytes.Page + 0x100, 0xc0000005).Entry(MachineBytes.Page + 0x110, 0xfffff805_2a341234).Entry(MachineBytes.Page + 0x118, 2)
        .Entry(MachineBytes.Page + 0x230, 0x1f80_0010001f).Entry(MachineBytes.Page + 0x2f8, 0xfffff805_2a341234);
}
