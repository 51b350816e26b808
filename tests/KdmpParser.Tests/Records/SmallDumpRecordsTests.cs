namespace KdmpParser.Tests;

/// <summary>Small dumps whose bug check points to an exception at 0x4000 of the file and to a context at 0x4100.</summary>
public class SmallDumpRecordsTests
{
    private const ulong Stack = 0xffff8504_29890e00;
    private const ulong ExceptionAt = 0xffff8504_29891000;
    private const ulong ContextAt = 0xffff8504_29892000;
    private const ulong SavedAt = 0xffff9b00_021ff340;

    private const int Exception = 0x4000;
    private const int Context = 0x4100;
    private const int Saved = 0x4600;
    private const int DebuggerData = 0x4c00;
    private const int Prcb = 0x5000;

    [Theory]
    [InlineData(0x1000007e)]
    [InlineData(0x7e)]
    public void Parameters_3_and_4_of_0x7e_are_followed(uint code)
    {
        using KernelDump dump = Dump(code, 0, 0, ExceptionAt, ContextAt).Open();

        CpuContext context = Assert.Single(dump.Contexts);
        Assert.Equal((ContextKind.Exception, 0x10000fU, 0xfffff804_8b58334cUL), (context.Kind, context.ContextFlags, context.InstructionPointer?.Value));
        Assert.Null(dump.Context);

        ExceptionRecord exception = Assert.Single(dump.Exceptions);
        Assert.Equal((ExceptionKind.BugCheckParameter, 0xc0000005U, 2U), (exception.Kind, exception.Code, exception.ParameterCount));
        Assert.Equal(0x18UL, exception.Information[1]);
        Assert.Null(dump.Exception);
    }

    [Theory]
    [InlineData(0x23, 2, 3)]
    [InlineData(0x24, 2, 3)]
    [InlineData(0x26, 2, 3)]
    [InlineData(0x27, 2, 3)]
    [InlineData(0x3b, 0, 3)]
    [InlineData(0x3d, 1, 2)]
    [InlineData(0x7e, 3, 4)]
    [InlineData(0x9b, 2, 3)]
    [InlineData(0x108, 2, 3)]
    [InlineData(0x10f, 1, 2)]
    [InlineData(0x12c, 2, 3)]
    [InlineData(0x135, 0, 2)]
    [InlineData(0x139, 3, 0)]
    [InlineData(0x149, 2, 3)]
    [InlineData(0x18d, 3, 4)]
    [InlineData(0x1aa, 4, 3)]
    [InlineData(0x1ab, 0, 3)]
    [InlineData(0x1e, 0, 0)]
    [InlineData(0x8e, 0, 0)]
    public void The_code_decides_which_parameters_are_followed(uint code, int exception, int context)
    {
        for (int i = 1; i <= 4; i++)
        {
            var parameters = new ulong[4];
            parameters[i - 1] = ExceptionAt;
            using KernelDump toException = Dump(code, parameters).Open();
            Assert.Equal(i == exception ? 1 : 0, toException.Exceptions.Length);
            parameters[i - 1] = ContextAt;
            using KernelDump toContext = Dump(code, parameters).Open();
            Assert.Equal(i == context ? 1 : 0, toContext.Contexts.Length);
        }
    }

    [Fact]
    public void What_the_header_records_comes_first()
    {
        DumpBytes bytes = Dump(0x7e, 0, 0, ExceptionAt, ContextAt).U32(0x348 + 0x30, 0x100001).U64(0x348 + 0xf8, 0x1111).U32(0xf00, 0x80000003);
        using KernelDump dump = bytes.Open();
        Assert.Equal([ContextKind.Header, ContextKind.Exception], dump.Contexts.Select(context => context.Kind));
        Assert.Same(dump.Context, dump.Contexts[0]);
        Assert.Equal([ExceptionKind.Header, ExceptionKind.BugCheckParameter], dump.Exceptions.Select(exception => exception.Kind));
        Assert.Same(dump.Exception, dump.Exceptions[0]);
    }

    [Theory]
    [InlineData(0xffff8504_11111111, 0xffff8504_22222222)]
    [InlineData(0, 0)]
    [InlineData(ulong.MaxValue, ulong.MaxValue)]
    [InlineData(0x45474150_45474150, 0x45474150_45474150)] // not recorded
    public void Records_that_are_not_in_the_dump_are_left_out(ulong exception, ulong context)
    {
        using KernelDump dump = Dump(0x7e, 0, 0, exception, context).Open();
        Assert.Empty(dump.Contexts);
        Assert.Empty(dump.Exceptions);
    }

    [Fact]
    public void Records_whose_last_byte_is_missing_are_left_out()
    {
        DumpBytes bytes = Dump(0x7e, 0, 0, ExceptionAt, ContextAt).U32(0x210c, 0x97).U32(0x211c, 0x4cf);
        using KernelDump dump = bytes.Open();
        Assert.Empty(dump.Contexts);
        Assert.Empty(dump.Exceptions);
    }

    [Theory]
    [InlineData(0x00000f)] // no architecture
    [InlineData(0x40000f)] // another one
    [InlineData(0x50000f)] // two
    [InlineData(0x100000)] // no part
    [InlineData(0x45474150)] // the fill
    public void Memory_that_is_no_context_is_left_out(uint flags)
    {
        using KernelDump dump = Dump(0x7e, 0, 0, ExceptionAt, ContextAt).U32(Context + 0x30, flags).Open();
        Assert.Empty(dump.Contexts);
        Assert.Single(dump.Exceptions);
    }

    [Theory]
    [InlineData(0xf10000fu)]
    [InlineData(0x10008fu)]
    public void Flags_that_name_no_part_do_no_harm(uint flags)
    {
        using KernelDump dump = Dump(0x7e, 0, 0, ExceptionAt, ContextAt).U32(Context + 0x30, flags).Open();
        Assert.Single(dump.Contexts);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0xc0000005, 16)]
    [InlineData(0x45474150, 2)]
    public void Memory_that_is_no_exception_is_left_out(uint code, uint parameterCount)
    {
        using KernelDump dump = Dump(0x7e, 0, 0, ExceptionAt, ContextAt).U32(Exception, code).U32(Exception + 0x18, parameterCount).Open();
        Assert.Empty(dump.Exceptions);
        Assert.Single(dump.Contexts);
    }

    [Fact]
    public void The_context_saved_at_the_bug_check_is_found_through_the_control_block_of_the_processor()
    {
        using KernelDump dump = WithPrcb(Dump(0x7e, 0, 0, ExceptionAt, ContextAt)).Open();
        Assert.Equal([ContextKind.Exception, ContextKind.BugCheck], dump.Contexts.Select(context => context.Kind));
        Assert.Equal(0xfffff804_7bdf5a80UL, dump.Contexts[1].InstructionPointer?.Value);
        Assert.Null(Assert.IsType<Amd64Context>(dump.Contexts[1]).Dr7);
    }

    [Fact]
    public void An_ARM64_dump_has_a_saved_context_too()
    {
        DumpBytes bytes = WithPrcb(Dump(0x1c8, 0, 0, 0, 0)).U32(0x030, DumpBytes.Arm64).U32(Saved, 0x400007).U64(Saved + 0x108, 0xfffff803_f32de014);
        using KernelDump dump = bytes.Open();
        var context = Assert.IsType<Arm64Context>(Assert.Single(dump.Contexts));
        Assert.Equal((ContextKind.BugCheck, 0xfffff803_f32de014UL), (context.Kind, context.Pc));
        Assert.Null(context.Bcr);
    }

    [Theory]
    [InlineData(0x201c, 0)] // no KPRCB
    [InlineData(0x201c, 0x7fffffff)] // a KPRCB behind the end of the file
    [InlineData(0x2070, 0x7fffffff)] // KDDEBUGGER_DATA64 behind it
    [InlineData(0x2074, 0x339)] // KDDEBUGGER_DATA64 too short for the offset
    [InlineData(DebuggerData + 0x10, 0x12345678)] // encoded
    [InlineData(DebuggerData + 0x14, 0x339)] // of a version that has no such offset
    [InlineData(DebuggerData + 0x2b0, 0x27)] // the pointer is not inside of the KPRCB
    [InlineData(DebuggerData + 0x338, 0)]
    [InlineData(Prcb + 0x20, 0)] // an address that the dump does not hold
    public void Without_one_of_the_structures_that_lead_there_no_saved_context_is_found(int offset, uint value)
    {
        using KernelDump dump = WithPrcb(Dump(0x7e, 0, 0, ExceptionAt, ContextAt)).U32(offset, value).Open();
        Assert.Equal(ContextKind.Exception, Assert.Single(dump.Contexts).Kind);
    }

    [Fact]
    public void Lists_are_made_once_for_all_threads()
    {
        using KernelDump dump = WithPrcb(Dump(0x7e, 0, 0, ExceptionAt, ContextAt)).Open();
        var contexts = new System.Collections.Immutable.ImmutableArray<CpuContext>[16];
        Parallel.For(0, contexts.Length, i => contexts[i] = dump.Contexts);
        Assert.All(contexts, list => Assert.Equal(contexts[0], list));
        Assert.All(contexts, list => Assert.Same(contexts[0][1], list[1]));
        Assert.Same(dump.Exceptions[0], dump.Exceptions[0]);
    }

    private static DumpBytes Dump(uint code, params ulong[] parameters)
    {
        DumpBytes bytes = DumpBytes.Triage(Stack, (ExceptionAt, Exception, 0x98), (ContextAt, Context, 0x4d0), (SavedAt, Saved, 0x4d0)).U32(0x038, code);
        for (int i = 0; i < 4; i++)
            bytes.U64(0x040 + 8 * i, parameters[i]);
        bytes.U32(Exception, 0xc0000005).U64(Exception + 0x10, 0xfffff804_8b58334c).U32(Exception + 0x18, 2).U64(Exception + 0x20, 0).U64(Exception + 0x28, 0x18);
        return bytes.U32(Context + 0x30, 0x10000f).U64(Context + 0xf8, 0xfffff804_8b58334c);
    }

    /// <summary>
    /// KDDEBUGGER_DATA64 and the KPRCB, which has its context pointer at 0x20 and its number at 0x28. The same address stands where a KPRCB at the start of the file
    /// would have it, and at the start of the KPRCB: nobody may look there.
    /// </summary>
    private static DumpBytes WithPrcb(DumpBytes bytes)
    {
        bytes.U32(0x201c, Prcb).U32(0x2070, DebuggerData).U32(0x2074, 0x380);
        bytes.Text(DebuggerData + 0x10, "KDBG").U32(DebuggerData + 0x14, 0x380).U16(DebuggerData + 0x2b0, 0x100).U16(DebuggerData + 0x338, 0x20);
        bytes.U16(DebuggerData + 0x2be, 0x28).U32(Prcb + 0x28, 0);
        bytes.U64(Prcb + 0x20, SavedAt).U64(0x020, SavedAt).U64(Prcb, SavedAt);
        return bytes.U32(Saved + 0x30, 0x10000f).U64(Saved + 0xf8, 0xfffff804_7bdf5a80);
    }
}
