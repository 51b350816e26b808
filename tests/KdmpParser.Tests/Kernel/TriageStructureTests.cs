namespace KdmpParser.Tests;

public class TriageStructureTests
{
    private const ulong Stack = 0xffff8504_29890000;
    private const ulong Context = Stack + 0x10_0000;
    private const ulong EProcess = 0xffffc08b_20000000;
    private const int Prcb = 0x8000;
    private const int Process = 0x20000;
    private const int Thread = 0x21000;

    [Fact]
    public void The_processor_of_a_small_dump_is_a_copy()
    {
        using KernelDump dump = Small().Open();
        Processor processor = Assert.Single(dump.Processors);
        Assert.Equal(KernelDataFailureReason.NotInThisDump, dump.Processors.Failure!.Reason);
        Assert.Equal((3U, true, null), (processor.Number, processor.IsCaptured, processor.Address));
        Assert.Equal<VirtualAddress?>([0xffffc08b_10000080, EProcess, null], [processor.CurrentThread, processor.CurrentProcess, processor.Teb]);
        Assert.Equal<VirtualAddress?>(0x1234, processor.Context!.StackPointer);
        Assert.Equal(0x1ad000UL, processor.Cr3);
    }

    [Fact]
    public void The_process_of_a_small_dump_is_a_copy()
    {
        using KernelDump dump = Small().Open();
        Assert.Equal(
            new Process { Id = 0x1230, ParentId = 4, Name = "demo.exe", Address = EProcess, DirectoryTableBase = 0x5000, Peb = 0xd1_2b7f_8000 },
            Assert.Single(dump.Processes));
        Assert.Equal(KernelDataFailureReason.NotInThisDump, dump.Processes.Failure!.Reason);
    }

    [Theory]
    [InlineData(0x440, 0x1231)]
    [InlineData(0x440, 0)]
    [InlineData(0x440, 4)]
    [InlineData(0x440, 0x1_0000_0000)]
    [InlineData(0x448, 0)]
    [InlineData(0x448, 0x7ff6_0000_0000)]
    [InlineData(0x5a8, 0)]
    [InlineData(0x5a8, 0xff)]
    public void A_copy_that_makes_no_sense_is_not_shown(int field, ulong value)
    {
        using KernelDump dump = Small().U64(Process + field, value).Open();
        Assert.Empty(dump.Processes);
        Assert.Equal(KernelDataFailureReason.CheckFailed, dump.Processes.Failure!.Reason);
    }

    [Theory]
    [InlineData(0x2020, 0u, KernelDataFailureReason.NotRecorded)]
    [InlineData(0x2020, 0x45474150u, KernelDataFailureReason.NotRecorded)]
    [InlineData(0x2020, 0x7fffffffu, KernelDataFailureReason.CheckFailed)]
    [InlineData(0x2020, 0x30000u - 0xa40 + 1, KernelDataFailureReason.CheckFailed)]
    public void A_copy_of_the_process_must_lie_in_the_file(int field, uint offset, KernelDataFailureReason reason)
    {
        using KernelDump dump = Small().U32(field, offset).Open();
        Assert.Equal((0, reason), (dump.Processes.Count, dump.Processes.Failure!.Reason));
    }

    [Fact]
    public void A_process_at_the_very_end_of_the_file_is_read()
    {
        DumpBytes bytes = Small();
        byte[] process = bytes.At(Process, 0xa40);
        using KernelDump dump = bytes.Write(0x30000 - 0xa40, process).U32(0x2020, 0x30000 - 0xa40).Open();
        Assert.Equal(0x1230UL, Assert.Single(dump.Processes).Id);
    }

    [Theory]
    [InlineData(0u, KernelDataFailureReason.NotRecorded)]
    [InlineData(0x7fffffffu, KernelDataFailureReason.CheckFailed)]
    [InlineData(0x21000u, KernelDataFailureReason.CheckFailed)]
    public void A_copy_of_the_KPRCB_must_lie_in_the_file_and_be_one(uint offset, KernelDataFailureReason reason)
    {
        using KernelDump dump = Small().U32(0x201c, offset).U32(0x21000 + 0x24, 99).Open();
        Assert.Equal((0, reason), (dump.Processors.Count, dump.Processors.Failure!.Reason));
    }

    [Fact]
    public void Without_a_copy_of_the_thread_the_processor_stays()
    {
        using KernelDump dump = Small().U32(0x2024, 0).Open();
        Assert.Null(Assert.Single(dump.Processors).CurrentProcess);
        Assert.Null(Assert.Single(dump.Processes).Address);
    }

    [Fact]
    public void The_address_of_the_KPRCB_is_known_where_KiProcessorBlock_was_kept()
    {
        using KernelDump dump = Small().U64(0x5000 + 3 * 8, 0xfffff804_50000180).Open();
        Assert.Equal<VirtualAddress?>(0xfffff804_50000180, dump.Processors[0].Address);
    }

    [Fact]
    public void The_current_process_can_be_opened_with_what_was_kept()
    {
        using KernelDump dump = Small().Open();
        OpenedProcess process = dump.OpenProcess(0x1230);
        Assert.Same(dump.VirtualMemory, process.VirtualMemory);
        Assert.Equal(KernelDataFailureReason.Unreadable, process.Modules.Failure!.Reason);
        Assert.False(dump.TryOpenProcess(4, out _, out KernelDataFailure? failure));
        Assert.Equal(KernelDataFailureReason.NotInThisDump, failure.Reason);
    }

    /// <summary>KDDEBUGGER_DATA64 at 0x4000, KiProcessorBlock at 0x5000, a context at 0x5200, and the three copies; the file ends at 0x30000.</summary>
    private static DumpBytes Small()
    {
        DumpBytes bytes = DumpBytes.Triage(Stack, (KernelBytes.ProcessorBlock, 0x5000, 0x80), (Context, 0x5200, 0x4d0));
        bytes.Write(0x4000, new byte[0x380]).Write(0x5000, new byte[0x6d0]).Write(0x6004, new byte[0x30000 - 0x6004]);
        bytes.U64(0x080, KernelBytes.DebuggerData).U32(0x034, 16).U32(0x2070, 0x4000).U32(0x2074, 0x380);
        bytes.U32(0x201c, Prcb).U32(0x2020, Process).U32(0x2024, Thread);

        bytes.Text(0x4010, "KDBG").U32(0x4014, 0x380).U64(0x4218, KernelBytes.ProcessorBlock);
        (int Offset, ushort Value)[] offsets =
        [
            (0x29a, 0xf0), (0x2a0, 0xb8), (0x2a8, 0xa40), (0x2aa, 0x550), (0x2ac, 0x540), (0x2ae, 0x28), (0x2b0, 0xaf00), (0x2b4, 0x8), (0x2bc, 0x1f0),
            (0x2be, 0x24), (0x2c0, 0x898), (0x2f2, 0x100), (0x338, 0x85c0),
        ];
        foreach ((int offset, ushort value) in offsets)
            bytes.U16(0x4000 + offset, value);

        bytes.U32(0x5200 + 0x30, 0x10005f).U64(0x5200 + 0x98, 0x1234);
        bytes.U64(Prcb + 0x8, 0xffffc08b_10000080).U32(Prcb + 0x24, 3).U64(Prcb + 0x85c0, Context).U64(Prcb + 0x100, 0x80050033).U64(Prcb + 0x110, 0x1ad000);
        bytes.U64(Thread + 0xb8, EProcess);
        bytes.U64(Process + 0x28, 0x5000).U64(Process + 0x440, 0x1230).U64(Process + 0x448, 0xffffc08b_00000448).U64(Process + 0x540, 4);
        return bytes.U64(Process + 0x550, 0xd1_2b7f_8000).Text(Process + 0x5a8, "demo.exe");
    }
}
