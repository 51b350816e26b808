namespace KdmpParser.Tests;

public class ProcessorTests
{
    private const ulong Prcb = 0xfffff804_50000180;
    private const ulong OtherPrcb = 0xfffff804_60000180;
    private const ulong Thread = 0xffffc08b_10000080;
    private const ulong Stack = 0xffff8504_29890ee8;

    [Fact]
    public void A_processor_has_its_thread_context_and_control_registers()
    {
        using KernelDump dump = Two().Open();
        Processor processor = dump.Processors[1];
        Assert.Null(dump.Processors.Failure);
        Assert.Equal((2, 1U, OtherPrcb), (dump.Processors.Count, processor.Number, processor.Address!.Value.Value));
        Assert.Equal<VirtualAddress?>([Thread, 0xffffc08b_20000000, 0x7ff0_0000_2000], [processor.CurrentThread, processor.CurrentProcess, processor.Teb]);
        Assert.Equal<ulong?>([0x80050033, 0x18, 0x1ad002, 0x370678], [processor.Cr0, processor.Cr2, processor.Cr3, processor.Cr4]);
        Assert.True(processor.Cr0Flags!.Value.HasFlag(Cr0Flags.Paging | Cr0Flags.WriteProtect | Cr0Flags.ProtectionEnable));
        Assert.True(processor.Cr4Flags!.Value.HasFlag(Cr4Flags.PhysicalAddressExtension | Cr4Flags.SupervisorExecutionPrevention));
        Assert.False(processor.Cr4Flags.Value.HasFlag(Cr4Flags.LinearAddresses57));
        Assert.Equal<VirtualAddress?>([KernelBytes.Image + 0x1000, Stack], [processor.Context!.InstructionPointer, processor.Context.StackPointer]);
    }

    [Fact]
    public void The_captured_one_has_the_stack_pointer_of_the_header()
    {
        using KernelDump dump = Two().Open();
        Assert.Equal([false, true], dump.Processors.Select(processor => processor.IsCaptured));
    }

    [Fact]
    public void Without_a_context_in_the_header_none_is_the_captured_one()
    {
        KernelBytes memory = Two();
        memory.Dump.Text(0x378, "PAGE").Text(0x3e0, "PAGEPAGE");
        using KernelDump dump = memory.Open();
        Assert.DoesNotContain(dump.Processors, processor => processor.IsCaptured);
        Assert.Equal(KernelDataFailureReason.CheckFailed, dump.UserModules.Failure!.Reason);
    }

    [Fact]
    public void The_only_processor_of_the_machine_is_the_captured_one()
    {
        KernelBytes memory = Two();
        memory.Dump.U32(0x034, 1);
        using KernelDump dump = memory.Open();
        Assert.True(Assert.Single(dump.Processors).IsCaptured);
    }

    [Fact]
    public void A_context_inside_of_the_KPRCB_is_taken_where_the_pointer_leads_nowhere()
    {
        KernelBytes memory = Two().U64(OtherPrcb + 0x85c0, 0).U32(OtherPrcb + 0x1f0 + 0x30, 0x10005f).U64(OtherPrcb + 0x1f0 + 0x98, Stack);
        using KernelDump dump = memory.Open();
        Assert.True(dump.Processors[1].IsCaptured);
    }

    [Fact]
    public void The_context_with_the_stack_pointer_of_the_header_is_preferred()
    {
        KernelBytes memory = Two().Processor(1, OtherPrcb, Thread, 0x1111).U32(OtherPrcb + 0x1f0 + 0x30, 0x10005f).U64(OtherPrcb + 0x1f0 + 0x98, Stack);
        using KernelDump dump = memory.Open();
        Assert.Equal<VirtualAddress?>(Stack, dump.Processors[1].Context!.StackPointer);
    }

    [Fact]
    public void A_context_and_registers_that_were_never_saved_are_missing()
    {
        KernelBytes memory = Two().Write(OtherPrcb + 0x9000, new byte[0x4d0]).U64(OtherPrcb + 0x100, 0);
        using KernelDump dump = memory.Open();
        Processor processor = dump.Processors[1];
        Assert.Null(processor.Context);
        Assert.Equal<ulong?>([null, null, null, null], [processor.Cr0, processor.Cr2, processor.Cr3, processor.Cr4]);
    }

    [Fact]
    public void A_processor_that_was_not_started_is_left_out()
    {
        using KernelDump dump = Two().U64(KernelBytes.ProcessorBlock, 0).Open();
        Assert.Equal(1U, Assert.Single(dump.Processors).Number);
        Assert.Equal((KernelDataFailureReason.NotRecorded, KernelBytes.ProcessorBlock), (dump.Processors.Failure!.Reason, dump.Processors.Failure.Address!.Value.Value));
    }

    [Fact]
    public void A_KPRCB_that_was_not_captured_is_left_out()
    {
        using KernelDump dump = Two().Unmap(Prcb).Open();
        Assert.Equal(1U, Assert.Single(dump.Processors).Number);
        Assert.Equal(KernelDataFailureReason.Unreadable, dump.Processors.Failure!.Reason);
    }

    [Fact]
    public void A_KPRCB_with_the_number_of_another_is_left_out()
    {
        using KernelDump dump = Two().U32(Prcb + 0x24, 5).Open();
        Assert.Equal(1U, Assert.Single(dump.Processors).Number);
        Assert.Equal((KernelDataFailureReason.CheckFailed, Prcb), (dump.Processors.Failure!.Reason, dump.Processors.Failure.Address!.Value.Value));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, KernelDataFailureReason.LimitExceeded)]
    public void There_are_at_most_as_many_processors_as_the_limit_says(int limit, KernelDataFailureReason? reason)
    {
        using KernelDump dump = Two().Open(new KernelDumpLimits { Processors = limit });
        Assert.Equal((limit, reason), (dump.Processors.Count, dump.Processors.Failure?.Reason));
    }

    [Fact]
    public void A_header_without_a_count_gives_the_first()
    {
        KernelBytes memory = Two();
        memory.Dump.Text(0x034, "PAGE");
        using KernelDump dump = memory.Open();
        Assert.Equal(0U, Assert.Single(dump.Processors).Number);
        Assert.Equal(KernelDataFailureReason.NotRecorded, dump.Processors.Failure!.Reason);
    }

    [Fact]
    public void Without_KiProcessorBlock_there_are_none()
    {
        using KernelDump dump = Two().U64(KernelBytes.DebuggerData + 0x218, 0).Open();
        Assert.Equal((0, KernelDataFailureReason.NotRecorded), (dump.Processors.Count, dump.Processors.Failure!.Reason));
    }

    /// <summary>The header has the context of processor 1.</summary>
    private static KernelBytes Two()
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().Processor(0, Prcb, 0xffffc08b_30000000, 0xffff8504_00000000).Processor(1, OtherPrcb, Thread, Stack)
            .Thread(Thread, 0xffffc08b_20000000, 0x7ff0_0000_2000);
        return memory.OnDump(dump => dump.U32(0x034, 2).U32(0x348 + 0x30, 0x10005f).U64(0x348 + 0x98, Stack));
    }
}
