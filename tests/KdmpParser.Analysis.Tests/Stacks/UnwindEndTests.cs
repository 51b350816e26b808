using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.UnwindMachine;

namespace KdmpParser.Analysis.Tests;

/// <summary>Where a stack ends, and why it goes no further; every failure has its reason in a type.</summary>
public class UnwindEndTests
{
    private const uint Inner = Text;
    private const uint Outer = Text + 0x100;

    /// <summary>An unwind code that takes 0x28 bytes: UWOP_ALLOC_SMALL with (0x28 - 8) / 8.</summary>
    private static readonly byte[] s_take28 = [4, 0x42];

    [Fact]
    public void A_thread_begins_where_the_return_address_is_zero()
    {
        Backtrace backtrace = TwoFrames().Unwind(Inner + 0x20);
        Assert.Equal((BacktraceEnd.ThreadStart, null, true), (backtrace.End, backtrace.Failure, backtrace.IsComplete));
        Assert.Equal([Image + Inner + 0x20, Image + Outer + 0x10], backtrace.Frames.Select(frame => frame.InstructionPointer.Value));
        Assert.Equal([Stack, Stack + 0x30], backtrace.Frames.Select(frame => frame.StackPointer.Value));
        Assert.Equal<VirtualAddress?>([new(Image + Outer + 0x10), null], backtrace.Frames.Select(frame => frame.ReturnAddress));
        Assert.Equal([FrameOrigin.Context, FrameOrigin.UnwindData], backtrace.Frames.Select(frame => frame.Origin));
        Assert.Equal("driver.sys+0x1110", backtrace.Frames[1].Description.ToString());
    }

    [Fact]
    public void Registers_that_no_call_keeps_are_not_known_in_its_caller()
    {
        Backtrace backtrace = TwoFrames().Unwind(new Amd64Context { Rip = Image + Inner + 0x20, Rsp = Stack, Rax = 1, Rbx = 2, R11 = 3, R15 = 4, Xmm = [.. Enumerable.Range(0, 16).Select(i => (UInt128)i)] });
        Assert.Equal<UInt128?>([1, 2, 3, 4, 5, 6], Values(0));
        Assert.Equal<UInt128?>([null, 2, null, 4, null, 6], Values(1));

        IEnumerable<UInt128?> Values(int frame) =>
            ((string[])["rax", "rbx", "r11", "r15", "xmm5", "xmm6"]).Select(name => backtrace.Frames[frame].Registers.Single(register => register.Name == name).Value);
    }

    [Fact]
    public void A_register_that_was_not_captured_is_not_known_in_any_frame()
    {
        Backtrace backtrace = TwoFrames().Unwind(Inner + 0x20);
        Assert.All(backtrace.Frames, frame => Assert.Null(frame.Registers.Single(register => register.Name == "rbx").Value));
    }

    [Fact]
    public void A_call_can_be_the_last_instruction_of_a_function()
    {
        // It goes on where another function begins, which would look for the return address elsewhere.
        UnwindMachine machine = new UnwindMachine().Function(Inner, Inner + 0x40, 4, 0, s_take28).Function(Outer, Outer + 0x20, 4, 0, s_take28)
            .Function(Outer + 0x20, Outer + 0x40, 0, 0, 0, 0x00).Push(0x28, Image + Outer + 0x20, 1, 1, 1, 1, 1).Push(0x58, 0);
        Assert.Equal(BacktraceEnd.ThreadStart, machine.Unwind(Inner + 0x20).End);
        Assert.Equal(2, machine.Unwind(Inner + 0x20).Frames.Count);
    }

    [Fact]
    public void A_return_address_in_no_module_ends_it()
    {
        Backtrace backtrace = TwoFrames().Push(0x28, 0xffffc08b_12345678).Unwind(Inner + 0x20);
        Assert.Equal((BacktraceEnd.Stopped, KernelDataFailureReason.NotRecorded), (backtrace.End, backtrace.Failure!.Reason));
        Assert.Equal(0xffffc08b_12345678, backtrace.Failure.Address!.Value.Value);
        Assert.Equal(2, backtrace.Frames.Count);
        Assert.False(backtrace.IsComplete);
    }

    [Fact]
    public void A_call_at_the_end_of_a_function_is_called_by_that_function()
    {
        UnwindMachine machine = TwoFrames().Function(Outer + 0x40, Outer + 0x80, 4, 0, 4, 0x42).Push(0x28, Image + Outer + 0x40);

        // An export table with one name, that of the outer function.
        machine.Memory.Write(Image + 0x7000, new byte[0x1000]).U32(Image + 0x7010, 1).U32(Image + 0x7014, 1).U32(Image + 0x7018, 1).U32(Image + 0x701c, 0x7100)
            .U32(Image + 0x7020, 0x7200).U32(Image + 0x7024, 0x7300).U32(Image + 0x7100, Outer).U32(Image + 0x7200, 0x7400).Write(Image + 0x7400, "Outer\0"u8.ToArray())
            .U32(ImageBytes.Header + 0x18 + 0x70, 0x7000).U32(ImageBytes.Header + 0x18 + 0x74, 0x100);
        AddressDescription caller = machine.Unwind(Inner + 0x20).Frames[1].Description;
        Assert.Equal(("nt!Outer+0x40", Image + Outer + 0x40, Outer + 0x40UL), (caller.ShortName, caller.Address.Value, caller.Offset));
    }

    [Fact]
    public void A_return_address_in_a_function_without_unwind_data_ends_it()
    {
        Backtrace backtrace = TwoFrames().Push(0x28, Image + Text + 0x800).Unwind(Inner + 0x20);
        Assert.Equal((KernelDataFailureReason.CheckFailed, 2), (backtrace.Failure!.Reason, backtrace.Frames.Count));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(0xffffc08b_00001000UL)]
    public void Code_that_no_module_has_was_called_by_what_stands_on_the_stack(ulong wild)
    {
        // A call through a null pointer, and one to memory that holds no image.
        Backtrace backtrace = TwoFrames().Push(0, Image + Outer + 0x10).Push(0x30, 0).Unwind(new Amd64Context { Rip = wild, Rsp = Stack });
        Assert.Equal(BacktraceEnd.ThreadStart, backtrace.End);
        Assert.Equal([wild, Image + Outer + 0x10], backtrace.Frames.Select(frame => frame.InstructionPointer.Value));
        Assert.Equal((FrameOrigin.Leaf, Certainty.Possible, Stack + 8), (backtrace.Frames[1].Origin, backtrace.Frames[1].Certainty, backtrace.Frames[1].StackPointer.Value));
        Assert.NotNull(backtrace.Frames[1].Assumption);
    }

    [Fact]
    public void What_follows_a_possible_frame_is_no_more_than_possible()
    {
        UnwindMachine machine = TwoFrames().Push(0, Image + Outer + 0x10).Push(0x30, Image + Outer + 0x18).Push(0x60, 0);
        Assert.Equal([Certainty.Certain, Certainty.Possible, Certainty.Possible], machine.Unwind(new Amd64Context { Rip = 0, Rsp = Stack }).Frames.Select(frame => frame.Certainty));
    }

    [Fact]
    public void Nothing_on_the_stack_does_not_make_a_thread_begin_in_unknown_code()
    {
        Backtrace backtrace = TwoFrames().Push(0, 0).Unwind(new Amd64Context { Rip = 0xffffc08b_00001000, Rsp = Stack });
        Assert.Equal((BacktraceEnd.Stopped, KernelDataFailureReason.CheckFailed, 1), (backtrace.End, backtrace.Failure!.Reason, backtrace.Frames.Count));
    }

    [Fact]
    public void An_image_without_a_function_table_says_nothing_of_its_functions()
    {
        Backtrace backtrace = new UnwindMachine().Count(0).Push(0, 0).Unwind(Inner);
        Assert.Equal((BacktraceEnd.Stopped, KernelDataFailureReason.CheckFailed), (backtrace.End, backtrace.Failure!.Reason));
    }

    [Fact]
    public void A_function_without_an_entry_is_a_leaf()
    {
        Backtrace backtrace = TwoFrames().Push(0, Image + Outer + 0x10).Push(0x30, 0).Unwind(Text + 0x800);
        Assert.Equal((FrameOrigin.Leaf, Certainty.Certain, null), (backtrace.Frames[1].Origin, backtrace.Frames[1].Certainty, backtrace.Frames[1].Assumption));
    }

    [Theory]
    [InlineData(Image)]
    [InlineData(Image + Table)]
    [InlineData(Image + Data)]
    [InlineData(Stack)]
    public void What_is_not_in_the_dump_ends_it(ulong missing)
    {
        UnwindMachine machine = TwoFrames();
        machine.Memory.Unmap(missing);
        Backtrace backtrace = machine.Unwind(Inner + 0x20);
        Assert.Equal((BacktraceEnd.Stopped, KernelDataFailureReason.Unreadable, 1), (backtrace.End, backtrace.Failure!.Reason, backtrace.Frames.Count));
        Assert.Equal(missing, backtrace.Failure.Address!.Value.Value & ~0xfffUL);
    }

    [Fact]
    public void Without_its_code_it_is_assumed_that_it_stood_in_no_epilogue()
    {
        UnwindMachine machine = TwoFrames();
        machine.Memory.Unmap(Image + Text);
        Backtrace backtrace = machine.Unwind(Inner + 0x20);
        Assert.Equal((BacktraceEnd.ThreadStart, 2), (backtrace.End, backtrace.Frames.Count));
        Assert.Equal(Certainty.Likely, backtrace.Frames[1].Certainty);
        Assert.NotNull(backtrace.Frames[1].Assumption);
    }

    [Fact]
    public void Code_that_is_not_there_means_nothing_to_what_called()
    {
        // Where a call returns to is never within an epilogue, and what stands in the prologue needs no code.
        UnwindMachine machine = TwoFrames();
        machine.Memory.Unmap(Image + Text);
        Backtrace backtrace = machine.Push(0, Image + Outer + 0x10).Push(0x30, Image + Outer + 0x18).Push(0x60, 0).Unwind(Inner);
        Assert.Equal((BacktraceEnd.ThreadStart, 3), (backtrace.End, backtrace.Frames.Count));
        Assert.All(backtrace.Frames, frame => Assert.Equal((Certainty.Certain, null), (frame.Certainty, frame.Assumption)));
    }

    [Fact]
    public void A_part_of_the_function_table_may_be_missing()
    {
        // 1024 functions of 4 bytes; the middle of their table is not in the dump, and what is looked for is.
        foreach (uint wanted in (uint[])[0, 10, 300, 340, 683, 700, 1000, 1023])
        {
            UnwindMachine machine = Many();
            machine.Memory.Unmap(Image + Table + 0x1000);
            Backtrace backtrace = machine.Unwind(Text + wanted * 4);
            Assert.Equal((BacktraceEnd.ThreadStart, null), (backtrace.End, backtrace.Failure));
        }

        UnwindMachine other = Many();
        other.Memory.Unmap(Image + Table + 0x1000);
        Assert.Equal(KernelDataFailureReason.Unreadable, other.Unwind(Text + 512 * 4).Failure!.Reason);

        static UnwindMachine Many()
        {
            // The table takes three pages. All functions share unwind data behind it and take eight bytes, which leaves do not.
            var machine = new UnwindMachine();
            machine.Memory.Write(Image + Table, new byte[0x3000]).Write(Image + 0x6800, [1, 0, 1, 0, 0, 0x02]);
            machine.Push(0, 1, 0);
            for (uint i = 0; i < 1024; i++)
                machine.Entry(Text + i * 4, Text + i * 4 + 4, 0x6800);
            return machine;
        }
    }

    [Theory]
    [InlineData(0xffff8504_29891031UL, KernelDataFailureReason.CheckFailed)]
    [InlineData(Stack, KernelDataFailureReason.CheckFailed)]
    [InlineData(Stack - 0x40, KernelDataFailureReason.CheckFailed)]
    public void A_stack_pointer_that_no_stack_can_have_ends_it(ulong frame, KernelDataFailureReason reason)
    {
        // The frame is where rbp points: push rbp; mov rbp, rsp.
        UnwindMachine machine = new UnwindMachine().Function(Inner, Inner + 0x40, 4, 0x05, 4, 0x03, 1, 0x50);
        machine.Memory.U64(frame - 0x10, 0, Image + Inner + 0x10);
        Backtrace backtrace = machine.Unwind(new Amd64Context { Rip = Image + Inner + 0x20, Rsp = Stack, Rbp = frame - 0x10 });
        Assert.Equal((reason, 1), (backtrace.Failure!.Reason, backtrace.Frames.Count));
    }

    [Fact]
    public void A_frame_register_can_lead_to_another_stack()
    {
        // As from the stack of DPCs back to that of the thread, which lies below.
        const ulong Other = Stack - 0x100000;
        UnwindMachine machine = new UnwindMachine().Function(Inner, Inner + 0x40, 4, 0x05, 4, 0x03, 1, 0x50);
        machine.Memory.U64(Other, 0x7777, Image + Inner + 0x10).U64(0x7777, 0, 0);
        Backtrace backtrace = machine.Unwind(new Amd64Context { Rip = Image + Inner + 0x20, Rsp = Stack, Rbp = Other });
        Assert.Equal([Stack, Other + 0x10], backtrace.Frames.Take(2).Select(frame => frame.StackPointer.Value));
        Assert.Equal(0x7777u, backtrace.Frames[1].Registers.Single(register => register.Name == "rbp").Value);
    }

    [Fact]
    public void A_frame_register_that_is_not_known_ends_it()
    {
        UnwindMachine machine = new UnwindMachine().Function(Inner, Inner + 0x40, 4, 0x05, 4, 0x03, 1, 0x50);
        Assert.Equal(KernelDataFailureReason.NotRecorded, machine.Unwind(Inner + 0x20).Failure!.Reason);
    }

    [Fact]
    public void A_frame_register_need_not_be_known_before_it_is_set()
    {
        // Between push rbp and mov rbp, rsp.
        UnwindMachine machine = new UnwindMachine().Function(Inner, Inner + 0x40, 4, 0x05, 4, 0x03, 1, 0x50).Push(0, 0x7777, 0);
        Assert.Equal(BacktraceEnd.ThreadStart, machine.Unwind(Inner + 1).End);
    }

    [Fact]
    public void Frames_that_lead_to_each_other_end_it()
    {
        // Two machine frames, each of which says that the other was interrupted.
        UnwindMachine machine = new UnwindMachine().Function(Inner, Inner + 0x40, 0, 0, 0, 0x0a);
        machine.Push(0, Image + Inner + 0x10, 0x10, 0x202, Stack + 0x100, 0x18).Push(0x100, Image + Inner + 0x10, 0x10, 0x202, Stack, 0x18);
        Backtrace backtrace = machine.Unwind(Inner + 0x10);
        Assert.Equal((KernelDataFailureReason.Cycle, 2), (backtrace.Failure!.Reason, backtrace.Frames.Count));
    }

    [Theory]
    [InlineData(2, KernelDataFailureReason.LimitExceeded)]
    [InlineData(3, null)]
    public void There_are_no_more_frames_than_the_limit_says(int limit, KernelDataFailureReason? reason)
    {
        Backtrace backtrace = TwoFrames().Unwind(Inner + 0x20, new() { StackFrames = limit });
        Assert.Equal((2, reason), (backtrace.Frames.Count, backtrace.Failure?.Reason));
    }

    [Fact]
    public void A_stack_does_not_go_on_behind_that_of_its_thread()
    {
        const ulong Thread = 0xffffc08b_10000080, Prcb = 0xfffff804_50000180;
        foreach ((ulong initial, KernelDataFailureReason? reason) in ((ulong, KernelDataFailureReason?)[])[(Stack + 0x30, null), (Stack + 0x28, KernelDataFailureReason.CheckFailed)])
        {
            UnwindMachine machine = TwoFrames();
            machine.Memory.KdDebuggerData().Processor(0, Prcb, Thread, Stack).Thread(Thread, 0, 0).U64(Thread + 0x28, initial);
            Assert.Equal(reason, machine.Unwind(Inner + 0x20).Failure?.Reason);
        }
    }

    [Fact]
    public void A_context_without_its_control_part_has_no_frames()
    {
        Backtrace backtrace = new UnwindMachine().Unwind(new Amd64Context { Rip = Image });
        Assert.Equal((KernelDataFailureReason.NotRecorded, 0), (backtrace.Failure!.Reason, backtrace.Frames.Count));
    }

    [Fact]
    public void A_stack_of_ARM64_is_not_unwound()
    {
        using KernelDump dump = DumpBytes.Full().Open();
        Backtrace backtrace = dump.Unwind(new Arm64Context { Pc = 1, Sp = 2 });
        Assert.Equal((KernelDataFailureReason.NotInThisDump, 1), (backtrace.Failure!.Reason, backtrace.Frames.Count));
    }

    [Fact]
    public void A_closed_dump_is_not_unwound()
    {
        KernelDump dump = new UnwindMachine().Memory.Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.Unwind(new Amd64Context()));
    }

    [Fact]
    public void A_redacted_dump_has_no_unwind_data()
    {
        using KernelDump dump = TwoFrames().Memory.Open();
        using KernelDump redacted = dump.Redact();
        Backtrace backtrace = redacted.Unwind(new Amd64Context { Rip = Image + Inner + 0x20, Rsp = Stack });
        Assert.Equal(MemoryFailureReason.LeftOut, backtrace.Failure!.Memory!.Value.Reason);
    }

    [Fact]
    public void A_real_small_dump_ends_with_what_it_has_not()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        Assert.Equal(3, dump.Contexts.Length);
        foreach (CpuContext context in dump.Contexts)
        {
            Backtrace backtrace = dump.Unwind(context);
            Assert.Equal(context.InstructionPointer, Assert.Single(backtrace.Frames).InstructionPointer);
            Assert.Equal((BacktraceEnd.Stopped, KernelDataFailureReason.Unreadable, MemoryFailureReason.NotCaptured), (backtrace.End, backtrace.Failure!.Reason, backtrace.Failure.Memory!.Value.Reason));
        }
    }

    /// <summary>A function that called another one, both of which take 0x28 bytes; a thread began in the outer one.</summary>
    private static UnwindMachine TwoFrames() => new UnwindMachine()
        .Function(Inner, Inner + 0x40, 4, 0, s_take28).Function(Outer, Outer + 0x40, 4, 0, s_take28).Push(0x28, Image + Outer + 0x10).Push(0x58, 0);
}
