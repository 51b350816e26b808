namespace KdmpParser.Tests;

public class Amd64ContextTests
{
    private const int At = 0x348;

    [Theory]
    [InlineData("rax", 0x78)]
    [InlineData("rcx", 0x80)]
    [InlineData("rdx", 0x88)]
    [InlineData("rbx", 0x90)]
    [InlineData("rsp", 0x98)]
    [InlineData("rdi", 0xb0)]
    [InlineData("r8", 0xb8)]
    [InlineData("r15", 0xf0)]
    [InlineData("rip", 0xf8)]
    [InlineData("dr7", 0x70)]
    public void A_register_is_listed_by_its_name(string name, int offset) =>
        Assert.Equal(new Register(name, Word(offset), 64), Open().Registers.Single(register => register.Name == name));

    [Fact]
    public void Integer_registers_are_read_from_their_offsets()
    {
        Amd64Context context = Open();
        Assert.Equal((ulong?[])[Word(0x78), Word(0x80), Word(0x88), Word(0x90)], [context.Rax, context.Rcx, context.Rdx, context.Rbx]);
        Assert.Equal((ulong?[])[Word(0x98), Word(0xa0), Word(0xa8), Word(0xb0)], [context.Rsp, context.Rbp, context.Rsi, context.Rdi]);
        Assert.Equal((ulong?[])[Word(0xb8), Word(0xc0), Word(0xc8), Word(0xd0)], [context.R8, context.R9, context.R10, context.R11]);
        Assert.Equal((ulong?[])[Word(0xd8), Word(0xe0), Word(0xe8), Word(0xf0)], [context.R12, context.R13, context.R14, context.R15]);
        Assert.Equal(Word(0xf8), context.Rip);
        Assert.Equal((Word(0xf8), Word(0x98)), (context.InstructionPointer?.Value, context.StackPointer?.Value));
    }

    [Fact]
    public void Segments_flags_and_debug_registers_are_read_from_their_offsets()
    {
        Amd64Context context = Open();
        Assert.Equal(0x10005fU, context.ContextFlags);
        Assert.Equal(0x1f80U, context.MxCsr);
        Assert.Equal((ushort?[])[0x10, 0x2b, 0x2c, 0x53], [context.SegCs, context.SegDs, context.SegEs, context.SegFs]);
        Assert.Equal((ushort?[])[0x2d, 0x18], [context.SegGs, context.SegSs]);
        Assert.Equal(0x10246U, context.EFlags);
        Assert.Equal((ulong?[])[Word(0x48), Word(0x50), Word(0x58), Word(0x60)], [context.Dr0, context.Dr1, context.Dr2, context.Dr3]);
        Assert.Equal((ulong?[])[Word(0x68), Word(0x70)], [context.Dr6, context.Dr7]);
        Assert.Equal([Word(0), Word(8), Word(0x10), Word(0x18), Word(0x20), Word(0x28)], context.Home);
    }

    [Fact]
    public void Fields_behind_the_reserved_bytes_after_xmm15_are_read_from_their_offsets()
    {
        Amd64Context context = Open();
        Assert.Equal(Enumerable.Range(0, 26).Select(i => Wide(0x300 + 16 * i)), context.Vector!.Value);
        Assert.Equal(Word(0x4a0), context.VectorControl);
        Assert.Equal(Word(0x4a8), context.DebugControl);
        Assert.Equal(Word(0x4b0), context.LastBranchToRip);
        Assert.Equal(Word(0x4b8), context.LastBranchFromRip);
        Assert.Equal(Word(0x4c0), context.LastExceptionToRip);
        Assert.Equal(Word(0x4c8), context.LastExceptionFromRip);
    }

    [Fact]
    public void A_context_whose_flags_still_hold_the_fill_is_not_recorded()
    {
        using KernelDump dump = DumpBytes.Full().Open();
        Assert.Null(dump.Context);
    }

    private static Amd64Context Open()
    {
        DumpBytes bytes = DumpBytes.Full();
        for (int offset = 0; offset < 0x4d0; offset += 8)
            bytes.U64(At + offset, Word(offset));
        bytes.U32(At + 0x30, 0x10005f).U32(At + 0x34, 0x1f80).U16(At + 0x38, 0x10).U16(At + 0x3a, 0x2b).U16(At + 0x3c, 0x2c);
        bytes.U16(At + 0x3e, 0x53).U16(At + 0x40, 0x2d).U16(At + 0x42, 0x18).U32(At + 0x44, 0x10246);
        using KernelDump dump = bytes.Open();
        return Assert.IsType<Amd64Context>(dump.Context);
    }

    /// <summary>What stands at an offset unless a field is written there.</summary>
    private static ulong Word(int offset) => 0xabcd_0000_0000_0000 + (ulong)offset;

    private static UInt128 Wide(int offset) => new(Word(offset + 8), Word(offset));
}
