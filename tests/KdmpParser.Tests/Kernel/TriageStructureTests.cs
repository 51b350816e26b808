namespace KdmpParser.Tests;

public class TriageStructureTests
{
    private const ulong EProcess = DumpBytes.SmallProcess;
    private const int Process = DumpBytes.SmallProcessAt;

    [Fact]
    public void The_processor_of_a_small_dump_is_a_copy()
    {
        using KernelDump dump = DumpBytes.SmallKernel().Open();
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
        using KernelDump dump = DumpBytes.SmallKernel().Open();
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
        using KernelDump dump = DumpBytes.SmallKernel().U64(Process + field, value).Open();
        Assert.Empty(dump.Processes);
        Assert.Equal(KernelDataFailureReason.CheckFailed, dump.Processes.Failure!.Reason);
    }

    [Theory]
    [InlineData(0x2020, 0u, KernelDataFailureReason.NotRecorded)]
    [InlineData(0x2020, 0x45474150u, KernelDataFailureReason.NotRecorded)]
    [InlineData(0x2020, 0x30000u - 0xa40 + 1, KernelDataFailureReason.CheckFailed)]
    public void A_copy_of_the_process_must_lie_in_the_file(int field, uint offset, KernelDataFailureReason reason)
    {
        using KernelDump dump = DumpBytes.SmallKernel().U32(field, offset).Open();
        Assert.Equal((0, reason), (dump.Processes.Count, dump.Processes.Failure!.Reason));
    }

    [Fact]
    public void A_process_at_the_very_end_of_the_file_is_read()
    {
        DumpBytes bytes = DumpBytes.SmallKernel();
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
        using KernelDump dump = DumpBytes.SmallKernel().U32(0x201c, offset).U32(0x21000 + 0x24, 99).Open();
        Assert.Equal((0, reason), (dump.Processors.Count, dump.Processors.Failure!.Reason));
    }

    [Fact]
    public void Without_a_copy_of_the_thread_the_processor_stays()
    {
        using KernelDump dump = DumpBytes.SmallKernel().U32(0x2024, 0).Open();
        Assert.Null(Assert.Single(dump.Processors).CurrentProcess);
        Assert.Null(Assert.Single(dump.Processes).Address);
    }

    [Fact]
    public void The_address_of_the_KPRCB_is_known_where_KiProcessorBlock_was_kept()
    {
        using KernelDump dump = DumpBytes.SmallKernel().U64(0x5000 + 3 * 8, 0xfffff804_50000180).Open();
        Assert.Equal<VirtualAddress?>(0xfffff804_50000180, dump.Processors[0].Address);
    }

    [Fact]
    public void The_current_process_can_be_opened_with_what_was_kept()
    {
        using KernelDump dump = DumpBytes.SmallKernel().Open();
        OpenedProcess process = dump.OpenProcess(0x1230);
        Assert.Same(dump.VirtualMemory, process.VirtualMemory);
        Assert.Equal(KernelDataFailureReason.Unreadable, process.Modules.Failure!.Reason);
        Assert.False(dump.TryOpenProcess(4, out _, out KernelDataFailure? failure));
        Assert.Equal(KernelDataFailureReason.NotInThisDump, failure.Reason);
    }
}
