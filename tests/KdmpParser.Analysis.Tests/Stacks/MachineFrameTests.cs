using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.UnwindMachine;

namespace KdmpParser.Analysis.Tests;

/// <summary>What a processor pushes at an interrupt or a fault (Intel SDM vol. 3A, 6.14.2), and what was interrupted.</summary>
public class MachineFrameTests
{
    private const uint Handler = Text;
    private const uint Interrupted = Text + 0x100;
    private const ulong KernelCode = 0x10;
    private const ulong UserCode = 0x33;
    private const ulong CompatibilityCode = 0x23;
    private const ulong InterruptedStack = Stack + 0x200;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void What_was_interrupted_stands_exactly_where_it_stood(ulong errorCode)
    {
        // Before "sub rsp, 28h" nothing is on the stack but the return address; a return address would not mean that place.
        Backtrace backtrace = Machine(errorCode, Image + Interrupted, KernelCode).Push(0x200, 0).Unwind(Handler + 0x20);
        Assert.Equal((BacktraceEnd.ThreadStart, null), (backtrace.End, backtrace.Failure));
        Assert.Equal([FrameOrigin.Context, FrameOrigin.MachineFrame], backtrace.Frames.Select(frame => frame.Origin));
        Assert.Equal([Image + Handler + 0x20, Image + Interrupted], backtrace.Frames.Select(frame => frame.InstructionPointer.Value));
        Assert.Equal(InterruptedStack, backtrace.Frames[1].StackPointer.Value);
    }

    [Fact]
    public void What_was_interrupted_in_its_epilogue_has_given_back_what_it_took()
    {
        // add rsp, 28h was carried out; ret follows.
        Backtrace backtrace = Machine(0, Image + Interrupted + 0x20, KernelCode).Instructions(Interrupted + 0x20, 0xc3).Push(0x200, 0).Unwind(Handler + 0x20);
        Assert.Equal((BacktraceEnd.ThreadStart, 2), (backtrace.End, backtrace.Frames.Count));
    }

    [Fact]
    public void A_call_through_a_null_pointer_faults_with_its_return_address_on_the_stack()
    {
        Backtrace backtrace = Machine(8, 0, KernelCode).Push(0x200, Image + Interrupted + 0x20).Push(0x230, 0).Unwind(Handler + 0x20);
        Assert.Equal([Image + Handler + 0x20, 0, Image + Interrupted + 0x20], backtrace.Frames.Select(frame => frame.InstructionPointer.Value));
        Assert.Equal((BacktraceEnd.ThreadStart, Certainty.Possible), (backtrace.End, backtrace.Frames[2].Certainty));
    }

    [Fact]
    public void Of_user_mode_it_is_said_that_its_memory_is_not_there()
    {
        Backtrace backtrace = Machine(0, 0x7ff6_12345678, UserCode, 0xa0_12345678).Unwind(Handler + 0x20);
        Assert.Equal((BacktraceEnd.UserMode, true, 2), (backtrace.End, backtrace.IsComplete, backtrace.Frames.Count));
        Assert.Equal(KernelDataFailureReason.NotRecorded, backtrace.Failure!.Reason);
        Assert.Equal(0x7ff6_12345678UL, backtrace.Frames[1].InstructionPointer.Value);
    }

    [Fact]
    public void User_code_of_32_bits_has_no_unwind_data()
    {
        Backtrace backtrace = Machine(0, 0x77001000, CompatibilityCode, 0x12ff00).Unwind(Handler + 0x20);
        Assert.Equal((BacktraceEnd.UserMode, KernelDataFailureReason.CheckFailed, 2), (backtrace.End, backtrace.Failure!.Reason, backtrace.Frames.Count));
    }

    [Fact]
    public void The_stack_of_user_mode_lies_elsewhere_and_goes_on_there()
    {
        // The function took 0x28 bytes and was called where its thread began.
        const ulong UserStack = 0xa0_00001000;
        UnwindMachine machine = Machine(0, Image + Interrupted + 0x20, UserCode, UserStack);
        machine.Memory.U64(UserStack + 0x28, Image + Interrupted + 0x22, 0).U64(UserStack + 0x58, 0);
        Backtrace backtrace = machine.Unwind(Handler + 0x20);
        Assert.Equal((BacktraceEnd.ThreadStart, 3), (backtrace.End, backtrace.Frames.Count));
        Assert.Equal([UserStack, UserStack + 0x30], backtrace.Frames.Skip(1).Select(frame => frame.StackPointer.Value));
    }

    [Fact]
    public void Another_processor_is_unwound_in_its_own_address_space()
    {
        // The same addresses are other memory there; the header's stack pointer is that of the first processor.
        const ulong Other = 0x80_0000, Thread = 0xffffc08b_10000080, Prcb = 0xfffff804_50000180;
        UnwindMachine machine = new UnwindMachine().Function(Handler, Handler + 0x40, 0, 0).Push(0, 0).Push(0x100, 0);
        KernelBytes memory = machine.Memory.KdDebuggerData().Processor(0, Prcb, Thread, Stack).Processor(1, Prcb + 0x10000, Thread + 0x1000, Stack + 0x100).U64(Prcb + 0x10110, Other);
        memory.Thread(Thread, 0x1111, 0).Thread(Thread + 0x1000, 0x2222, 0);
        memory.OnDump(dump => dump.U32(0x034, 2).Zeros(0x348, 0x4d0).U32(0x378, 0x10005f).U64(0x348 + 0x98, Stack).U64(0x348 + 0xf8, Image + 0x1000));
        memory.Root = Other;
        memory.WithImage().Write(Image + Text, new byte[0x1000]).Write(Image + Table, new byte[0x1000]).Write(Image + Data, new byte[0x1000]);
        ulong optional = ImageBytes.Header + 0x18;
        memory.U32(optional + 0x70 + 3 * 8, Table).U32(optional + 0x74 + 3 * 8, 12).U32(Image + Table, Handler).U32(Image + Table + 4, Handler + 0x40).U32(Image + Table + 8, Data);
        memory.Write(Image + Data, [1, 0, 0, 0]).U64(Stack + 0x100, Image + Handler + 0x10, 0);
        using KernelDump dump = memory.Open();
        Assert.Equal([true, false], dump.Processors.Select(processor => processor.IsCaptured));
        Assert.Single(dump.Unwind(dump.Processors[0].Context!).Frames);
        Assert.Equal(2, dump.Unwind(dump.Processors[1].Context!).Frames.Count);
    }

    [Theory]
    [InlineData(0x1111, 3)]
    [InlineData(0x2222, 2)]
    public void User_modules_are_those_of_the_process_that_the_dump_was_taken_in(ulong process, int frames)
    {
        // A program at a low address and a driver; the second processor was in the same process, or in another one.
        const ulong Thread = 0xffffc08b_10000080, Prcb = 0xfffff804_50000180, Program = 0x7ff6_00000000, UserStack = 0xa0_00001000;
        UnwindMachine machine = new UnwindMachine().Function(Handler, Handler + 0x40, 0, 0, 0, 0x0a).Push(0x100, Program + 0x1000, UserCode, 0x202, UserStack, 0x2b);
        KernelBytes memory = machine.Memory.KdDebuggerData().Processor(0, Prcb, Thread, Stack).Processor(1, Prcb + 0x10000, Thread + 0x1000, Stack + 0x100);
        memory.U64(Prcb + 0x10110, KernelBytes.System).Thread(Thread, 0x1111, 0).Thread(Thread + 0x1000, process, 0);
        memory.OnDump(dump => dump.U32(0x034, 2).Zeros(0x348, 0x4d0).U32(0x378, 0x10005f).U64(0x348 + 0x98, Stack).U64(0x348 + 0xf8, Image + 0x1000));
        memory.Module(KernelBytes.Entries + 0x1000, Program, 0x8000, "program.exe", "program.exe").List(KernelBytes.ModuleHead, KernelBytes.Entries, KernelBytes.Entries + 0x1000);
        byte[] headers = new byte[0x400];
        using (KernelDump before = new UnwindMachine().Function(Text, Text + 0x40, 4, 0, 4, 0x42).Memory.Open())
            before.VirtualMemory.ReadExactly(Image, headers);
        memory.Write(Program, headers).U32(Program + Table, Text).U32(Program + Table + 4, Text + 0x40).U32(Program + Table + 8, Data).Write(Program + Data, [1, 4, 1, 0, 4, 0x42, 0, 0]);
        memory.Write(Program + Text, new byte[0x40]).U64(UserStack, Program + Text + 0x20).U64(UserStack + 0x30, 0);
        using KernelDump dump = memory.Open();
        Backtrace backtrace = dump.Unwind(dump.Processors[1].Context!);
        Assert.Equal(frames, backtrace.Frames.Count);
        Assert.Equal(frames == 3 ? BacktraceEnd.ThreadStart : BacktraceEnd.UserMode, backtrace.End);
    }

    /// <summary>A handler whose unwind data has a machine frame and nothing else, and a function that takes 0x28 bytes.</summary>
    private static UnwindMachine Machine(ulong errorCode, ulong rip, ulong segment, ulong stack = InterruptedStack) => new UnwindMachine()
        .Function(Handler, Handler + 0x40, 0, 0, 0, (byte)(errorCode == 0 ? 0x0a : 0x1a)).Function(Interrupted, Interrupted + 0x40, 4, 0, 4, 0x42)
        .Push(errorCode, rip, segment, 0x202, stack, 0x18);
}
