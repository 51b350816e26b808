using System.Buffers.Binary;

namespace KdmpParser.Tests;

public class RealTriageDumpTests
{
    private const string X64 = "triage_x64.dmp";
    private const string Arm64 = "triage_arm64.dmp";
    private const string OlderArm64 = "win10_arm64_mem.dmp";

    [Fact]
    public void The_x64_dump_is_of_build_19041()
    {
        using KernelDump dump = RealDump.Open(X64);
        Assert.Equal((DumpType.Triage, MachineType.X64), (dump.Type, dump.Machine));
        Assert.Equal((19041U, 16U), (dump.Header.Build, dump.Header.ProcessorCount));
        Assert.Equal((0x1000007eU, "SYSTEM_THREAD_EXCEPTION_NOT_HANDLED_M"), (dump.BugCheck!.Code, dump.BugCheck.Name));
        Assert.Equal(
            new ulong?[] { 0xffffffff_c0000005, 0xfffff804_8b58334c, 0xffff8504_29891ee8, 0xffff8504_29891720 }, dump.BugCheck.Parameters);
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void The_x64_header_has_the_context_of_the_fault_that_parameter_4_points_to()
    {
        using KernelDump dump = RealDump.Open(X64);
        var context = Assert.IsType<Amd64Context>(dump.Context);
        Assert.Equal((0xfffff804_8b58334cUL, 0xffff8504_29892120UL), (context.Rip, context.Rsp));
        Assert.Equal(dump.BugCheck!.Parameter2, context.Rip);

        ulong recorded = dump.BugCheck.Parameter4!.Value;
        Assert.Equal(context.Rip, U64(dump.VirtualMemory.View(recorded + 0xf8, 8)));
        Assert.Equal(context.Rsp, U64(dump.VirtualMemory.View(recorded + 0x98, 8)));
        Assert.Equal(dump.BugCheck.Parameter2, U64(dump.VirtualMemory.View(dump.BugCheck.Parameter3!.Value + 0x10, 8)));
    }

    [Fact]
    public void The_x64_dump_has_the_context_at_the_bug_check_too()
    {
        using KernelDump dump = RealDump.Open(X64);
        Assert.Equal([ContextKind.Header, ContextKind.Exception, ContextKind.BugCheck], dump.Contexts.Select(context => context.Kind));
        Amd64Context[] contexts = [.. dump.Contexts.Cast<Amd64Context>()];
        Assert.Equal([0x10001fU, 0x10001fU, 0x10000fU], contexts.Select(context => context.ContextFlags));
        Assert.Equal([0xfffff804_8b58334c, 0xfffff804_8b58334c, 0xfffff804_7bdf5a80], contexts.Select(context => context.Rip!.Value));
        Assert.Equal([0xffff8504_29892120, 0xffff8504_29892120, 0xffff8504_29890ee8], contexts.Select(context => context.Rsp!.Value));
        Assert.Equal(contexts[0].Registers, contexts[1].Registers);

        // KeBugCheckEx has the code and the parameters in its registers.
        Assert.Equal((0x7eUL, dump.BugCheck!.Parameter1, dump.BugCheck.Parameter2), (contexts[2].Rcx, contexts[2].Rdx, contexts[2].R8));
        Assert.Equal((dump.BugCheck.Parameter3, dump.Exception!.Address.Value), (contexts[2].R9, contexts[2].Rip));
        Assert.Equal("Parity, Sign, InterruptEnable, AlignmentCheck", contexts[2].Flags.ToString());
        Assert.Equal((0UL, null), (contexts[0].Dr7, contexts[2].Dr7));
        Assert.Null(contexts[0].VectorControl);
    }

    [Fact]
    public void The_x64_dump_has_the_exception_that_parameter_3_points_to_too()
    {
        using KernelDump dump = RealDump.Open(X64);
        Assert.Equal([ExceptionKind.Header, ExceptionKind.BugCheckParameter], dump.Exceptions.Select(exception => exception.Kind));
        Assert.Equal([0x80000003U, 0xc0000005U], dump.Exceptions.Select(exception => exception.Code));
        Assert.Equal(dump.BugCheck!.Parameter2, dump.Exceptions[1].Address.Value);
    }

    [Theory]
    [InlineData(Arm64, 0xfffff803_f32de014, 0xffffe00e_0e4bc4a0, 0x80000144, "FastInterruptMask, SystemErrorMask, Negative")]
    [InlineData(OlderArm64, 0xfffff801_bcd52de8, 0xfffff801_be087be0, 0x60000344, "FastInterruptMask, SystemErrorMask, DebugMask, Carry, Zero")]
    public void The_ARM64_dumps_have_the_same_context_in_the_header_and_at_the_bug_check(string name, ulong pc, ulong sp, uint cpsr, string flags)
    {
        using KernelDump dump = RealDump.Open(name);
        Assert.Equal([ContextKind.Header, ContextKind.BugCheck], dump.Contexts.Select(context => context.Kind));
        foreach (Arm64Context context in dump.Contexts.Cast<Arm64Context>())
        {
            Assert.Equal((pc, sp, cpsr), (context.Pc, context.Sp, context.Cpsr));
            Assert.Equal((flags, 1), (context.Flags.ToString(), context.ExceptionLevel));
            Assert.Equal(ContextParts.Control | ContextParts.Integer | ContextParts.FloatingPoint, context.Parts);
            Assert.Null(context.Bcr);
        }

        Assert.Equal(dump.Contexts[0].Registers, dump.Contexts[1].Registers);
        Assert.Equal(ExceptionKind.Header, Assert.Single(dump.Exceptions).Kind);
    }

    [Fact]
    public void The_ARM64_dump_is_of_build_22000()
    {
        using KernelDump dump = RealDump.Open(Arm64);
        Assert.Equal((DumpType.Triage, MachineType.Arm64), (dump.Type, dump.Machine));
        Assert.Equal((22000U, 8U), (dump.Header.Build, dump.Header.ProcessorCount));
        Assert.Equal(0x1c8U, dump.BugCheck!.Code);
        var context = Assert.IsType<Arm64Context>(dump.Context);
        Assert.Equal((0xfffff803_f32de014UL, 0xffffe00e_0e4bc4a0UL, 0x400007U), (context.Pc, context.Sp, context.ContextFlags));
    }

    [Fact]
    public void The_older_ARM64_dump_is_of_build_17134()
    {
        using KernelDump dump = RealDump.Open(OlderArm64);
        Assert.Equal((DumpType.Triage, MachineType.Arm64), (dump.Type, dump.Machine));
        Assert.Equal((17134U, 8U), (dump.Header.Build, dump.Header.ProcessorCount));
        Assert.Equal((0xe2U, "MANUALLY_INITIATED_CRASH"), (dump.BugCheck!.Code, dump.BugCheck.Name));
    }

    [Theory]
    [InlineData(X64)]
    [InlineData(Arm64)]
    [InlineData(OlderArm64)]
    public void The_stack_is_readable_up_to_where_the_blocks_behind_it_end(string name)
    {
        byte[] file = RealDump.ReadAllBytes(name);
        using KernelDump dump = RealDump.Open(name);
        ulong stack = U64(file, 0x2048);
        int offset = (int)U32(file, 0x2028), size = (int)U32(file, 0x202c);
        (ulong Start, ulong End)[] blocks = Blocks(file);
        ulong end = stack + (ulong)size;
        while (blocks.Any(block => block.Start <= end && end < block.End))
            end = blocks.Where(block => block.Start <= end && end < block.End).Max(block => block.End);

        MemoryView view = dump.VirtualMemory.View(stack, size + 0x10_0000);
        Assert.True(view.Bytes.AsSpan(0, size).SequenceEqual(file.AsSpan(offset, size)));
        Assert.Equal(end - stack, (ulong)view.Bytes.Length);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.NotCaptured, end), view.Failure);
    }

    [Theory]
    [InlineData(X64)]
    [InlineData(Arm64)]
    [InlineData(OlderArm64)]
    public void Every_data_block_is_readable_over_its_whole_length(string name)
    {
        byte[] file = RealDump.ReadAllBytes(name);
        using KernelDump dump = RealDump.Open(name);
        (ulong Start, ulong End)[] blocks = Blocks(file);
        Assert.True(blocks.Length > 100);
        Assert.All(blocks, block => Assert.True(dump.VirtualMemory.Read(block.Start, new byte[block.End - block.Start]).IsComplete));
    }

    private static (ulong Start, ulong End)[] Blocks(byte[] file)
    {
        int list = (int)U32(file, 0x2078), count = (int)U32(file, 0x207c);
        return [.. Enumerable.Range(0, count).Select(i => list + 16 * i).Select(at => (U64(file, at), U64(file, at) + U32(file, at + 12)))];
    }

    private static uint U32(byte[] file, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(offset));

    private static ulong U64(byte[] file, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(offset));

    private static ulong U64(MemoryView view) => BinaryPrimitives.ReadUInt64LittleEndian(view.Bytes.AsSpan());
}
