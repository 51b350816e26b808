namespace KdmpParser.Tests;

public class FxSaveTests
{
    private const int At = 0x348 + 0x100;

    [Fact]
    public void Control_fields_are_read_from_their_offsets()
    {
        DumpBytes bytes = Recorded().U16(At, 0x27f).U16(At + 2, 0x3800).U8(At + 4, 0x81).U16(At + 6, 0x5d9).U32(At + 8, 0x11223344);
        bytes.U16(At + 0xc, 0x33).U32(At + 0x10, 0x55667788).U16(At + 0x14, 0x2b).U32(At + 0x18, 0x1fa0).U32(At + 0x1c, 0x2ffff);
        Amd64Context context = Open(bytes);

        Assert.Equal((ushort?[])[0x27f, 0x3800, 0x5d9], [context.ControlWord, context.StatusWord, context.ErrorOpcode]);
        Assert.Equal((byte)0x81, context.TagWord);
        Assert.Equal((0x11223344U, (ushort)0x33), (context.ErrorOffset, context.ErrorSelector));
        Assert.Equal((0x55667788U, (ushort)0x2b), (context.DataOffset, context.DataSelector));
        Assert.Equal((0x1fa0U, 0x2ffffU), (context.FxMxCsr, context.MxCsrMask));
    }

    [Fact]
    public void X87_and_xmm_registers_are_16_bytes_each()
    {
        DumpBytes bytes = Recorded();
        for (int i = 0; i < 8; i++)
            bytes.U64(At + 0x20 + 16 * i, 0x8000_0000_0000_0000 + (ulong)i).U64(At + 0x28 + 16 * i, 0x4000UL + (ulong)i);
        for (int i = 0; i < 16; i++)
            bytes.U64(At + 0xa0 + 16 * i, 0x10UL + (ulong)i).U64(At + 0xa8 + 16 * i, 0x20UL + (ulong)i);
        Amd64Context context = Open(bytes);

        Assert.Equal(Enumerable.Range(0, 8).Select(i => new UInt128(0x4000UL + (ulong)i, 0x8000_0000_0000_0000 + (ulong)i)), context.X87!.Value);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => new UInt128(0x20UL + (ulong)i, 0x10UL + (ulong)i)), context.Xmm!.Value);
        Assert.Equal(new UInt128(0x2f, 0x1f), context.Registers.Single(register => register.Name == "xmm15").Value);
    }

    [Fact]
    public void A_dump_whose_MxCsr_differs_from_the_copy_opens()
    {
        Amd64Context context = Open(Recorded().U32(0x348 + 0x34, 0x1f80).U32(At + 0x18, 0x1fbf));
        Assert.Equal((0x1f80U, 0x1fbfU), (context.MxCsr, context.FxMxCsr));
    }

    private static DumpBytes Recorded() => DumpBytes.Full().U32(0x348 + 0x30, 0x10005f);

    private static Amd64Context Open(DumpBytes bytes)
    {
        using KernelDump dump = bytes.Open();
        return Assert.IsType<Amd64Context>(dump.Context);
    }
}
