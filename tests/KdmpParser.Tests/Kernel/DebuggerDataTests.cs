namespace KdmpParser.Tests;

public class DebuggerDataTests
{
    [Fact]
    public void Fields_stand_at_the_offsets_of_wdbgexts()
    {
        using KernelDump dump = new KernelBytes().KdDebuggerData().U8(KernelBytes.DebuggerData + 0x2c2, 45).U8(KernelBytes.DebuggerData + 0x2c3, 4).Open();
        KdDebuggerData data = dump.DebuggerData!;
        Assert.Null(dump.DebuggerDataFailure);
        Assert.Equal(0x380U, data.Size);
        Assert.Equal<VirtualAddress?>(
            [KernelBytes.DebuggerData, KernelBytes.Image, KernelBytes.ModuleHead, KernelBytes.ProcessHead, KernelBytes.ProcessorBlock, 0xffffb900_00000000],
            [data.Address, data.KernBase, data.PsLoadedModuleList, data.PsActiveProcessHead, data.KiProcessorBlock, data.PteBase]);
        Assert.Equal<uint?>(
            [0xf0, 0x58, 0x28, 0xb8, 0x184], [data.ThreadTeb, data.ThreadKernelStack, data.ThreadInitialStack, data.ThreadApcProcess, data.ThreadState]);
        Assert.Equal<uint?>([0xa40, 0x550, 0x540, 0x28], [data.ProcessSize, data.ProcessPeb, data.ProcessParentId, data.ProcessDirectoryTableBase]);
        Assert.Equal<uint?>(
            [0xaf00, 0x8, 0x44, 0x1f0, 0x24, 0x100, 0x85c0],
            [data.ProcessorSize, data.ProcessorCurrentThread, data.ProcessorMhz, data.ProcessorStateContext, data.ProcessorNumber, data.ProcessorSpecialRegisters, data.ProcessorContext]);
        Assert.Equal(((byte?)45, (byte?)4), (data.L1tfHighPhysicalBit, data.L1tfSwizzleBit));
    }

    [Fact]
    public void What_is_zero_is_not_recorded()
    {
        using KernelDump dump = new KernelBytes().KdDebuggerData().Open();
        Assert.Null(dump.DebuggerData!.SavedContext);
        Assert.Null(dump.DebuggerData.ProcessorDpcRoutine);
        Assert.Null(dump.DebuggerData.L1tfHighPhysicalBit);
    }

    [Theory]
    [InlineData(0x368, true, true)]
    [InlineData(0x360, true, false)]
    [InlineData(0x338, false, false)]
    [InlineData(0x33b, false, false)]
    public void A_field_past_the_size_is_absent(uint size, bool hasContext, bool hasPteBase)
    {
        using KernelDump dump = new KernelBytes().KdDebuggerData(size).Open();
        Assert.Equal(size, dump.DebuggerData!.Size);
        Assert.Equal(hasContext, dump.DebuggerData.ProcessorContext is not null);
        Assert.Equal(hasPteBase, dump.DebuggerData.PteBase is not null);
        Assert.Equal(size > 0x20, dump.DebuggerData.KernBase is not null);
    }

    [Fact]
    public void A_block_without_its_tag_is_encoded()
    {
        using KernelDump dump = new KernelBytes().KdDebuggerData(tag: "KDBH").Open();
        Assert.Null(dump.DebuggerData);
        Assert.Equal((KernelDataFailureReason.Encoded, KernelBytes.DebuggerData), (dump.DebuggerDataFailure!.Reason, dump.DebuggerDataFailure.Address!.Value.Value));
        Assert.Same(dump.DebuggerDataFailure, dump.Processors.Failure);
        Assert.Same(dump.DebuggerDataFailure, dump.UnloadedDrivers.Failure);
    }

    [Fact]
    public void A_block_that_was_not_captured_is_unreadable()
    {
        using KernelDump dump = new KernelBytes().Open();
        Assert.Null(dump.DebuggerData);
        Assert.Equal(KernelDataFailureReason.Unreadable, dump.DebuggerDataFailure!.Reason);
        Assert.Equal(MemoryFailureReason.NotPresent, dump.DebuggerDataFailure.Memory!.Value.Reason);
    }

    [Fact]
    public void A_block_whose_end_was_not_captured_is_unreadable()
    {
        // It goes on into a page that is not there.
        KernelBytes memory = new KernelBytes().Ascii(0xfffff804_30000f10, "KDBG").U32(0xfffff804_30000f14, 0x380);
        memory.Dump.U64(0x080, 0xfffff804_30000f00);
        using KernelDump dump = memory.Open();
        Assert.Equal((KernelDataFailureReason.Unreadable, 0xfffff804_30001000UL), (dump.DebuggerDataFailure!.Reason, dump.DebuggerDataFailure.Address!.Value.Value));
    }

    [Fact]
    public void A_header_without_an_address_has_none()
    {
        var memory = new KernelBytes();
        memory.KdDebuggerData().Dump.Text(0x080, "PAGEPAGE");
        using KernelDump dump = memory.Open();
        Assert.Equal(KernelDataFailureReason.NotRecorded, dump.DebuggerDataFailure!.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_small_dump_has_a_copy_with_or_without_an_address_in_the_header(bool hasAddress)
    {
        DumpBytes bytes = DumpBytes.Triage(0xffff8504_29890000).Text(0x4010, "KDBG").U32(0x4014, 0x368).U16(0x429a, 0xf0).U64(0x4360, 0x1234);
        bytes.U32(0x2070, 0x4000).U32(0x2074, 0x368);
        if (hasAddress)
            bytes.U64(0x080, KernelBytes.DebuggerData);
        using KernelDump dump = bytes.Open();
        Assert.Equal((0xf0U, 0x1234UL), (dump.DebuggerData!.ThreadTeb, dump.DebuggerData.PteBase!.Value.Value));
        Assert.Equal(hasAddress, dump.DebuggerData.Address is not null);
    }

    [Theory]
    [InlineData(0x4000, 0)]
    [InlineData(0x4000, 0x10)]
    [InlineData(0x7fffffff, 0x368)]
    [InlineData(0x45474150, 0x45474150)]
    public void A_small_dump_without_a_copy_has_none(uint offset, uint size)
    {
        using KernelDump dump = DumpBytes.Triage(0xffff8504_29890000).Text(0x4010, "KDBG").U32(0x2070, offset).U32(0x2074, size).Open();
        Assert.Null(dump.DebuggerData);
        Assert.Equal(KernelDataFailureReason.Encoded, dump.DebuggerDataFailure!.Reason);
    }
}
