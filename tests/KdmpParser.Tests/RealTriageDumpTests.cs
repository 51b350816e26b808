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
