namespace KdmpParser.Tests;

public class Arm64ContextTests
{
    private const int At = 0x348;

    [Fact]
    public void Each_register_is_read_from_its_offset()
    {
        Arm64Context context = Open();
        Assert.Equal((0x40000fU, 0x60000085U), (context.ContextFlags, context.Cpsr));
        Assert.Equal(Enumerable.Range(0, 29).Select(i => Word(8 + 8 * i)), context.X!.Value);
        Assert.Equal((ulong?[])[Word(0xf0), Word(0xf8), Word(0x100), Word(0x108)], [context.Fp, context.Lr, context.Sp, context.Pc]);
        Assert.Equal(Enumerable.Range(0, 32).Select(i => new UInt128(Word(0x118 + 16 * i), Word(0x110 + 16 * i))), context.V!.Value);
        Assert.Equal((0x310U, 0x314U), (context.Fpcr, context.Fpsr));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => 0x318U + 4 * (uint)i), context.Bcr!.Value);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => Word(0x338 + 8 * i)), context.Bvr!.Value);
        Assert.Equal([0x378U, 0x37cU], context.Wcr!.Value);
        Assert.Equal([Word(0x380), Word(0x388)], context.Wvr!.Value);
    }

    [Fact]
    public void The_program_counter_and_the_stack_pointer_are_pc_and_sp()
    {
        Arm64Context context = Open();
        Assert.Equal(Word(0x108), context.InstructionPointer?.Value);
        Assert.Equal(Word(0x100), context.StackPointer?.Value);
        Assert.Equal(Word(0xe8), context.Registers.Single(register => register.Name == "x28").Value);
    }

    [Fact]
    public void A_context_whose_flags_still_hold_the_fill_is_not_recorded()
    {
        using KernelDump dump = DumpBytes.Full().U32(0x030, DumpBytes.Arm64).Open();
        Assert.Null(dump.Context);
    }

    private static Arm64Context Open()
    {
        DumpBytes bytes = DumpBytes.Full().U32(0x030, DumpBytes.Arm64);
        for (int offset = 0; offset < 0x390; offset += 8)
            bytes.U64(At + offset, Word(offset));
        bytes.U32(At, 0x40000f).U32(At + 4, 0x60000085).U32(At + 0x310, 0x310).U32(At + 0x314, 0x314);
        bytes.U32(At + 0x378, 0x378).U32(At + 0x37c, 0x37c);
        for (int offset = 0x318; offset < 0x338; offset += 4)
            bytes.U32(At + offset, (uint)offset);
        using KernelDump dump = bytes.Open();
        Assert.Equal(MachineType.Arm64, dump.Machine);
        return Assert.IsType<Arm64Context>(dump.Context);
    }

    /// <summary>What stands at an offset unless a field is written there.</summary>
    private static ulong Word(int offset) => 0xabcd_0000_0000_0000 + (ulong)offset;
}
