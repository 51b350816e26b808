namespace KdmpParser.Analysis.Tests;

/// <summary>The story that the sample tells: a worker thread, a filter's work item, the request that the filter sends on, the driver that crashed.</summary>
public sealed class SampleCrashTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Its_stack_unwinds_through_three_modules_to_where_the_thread_began()
    {
        Backtrace backtrace = _sample.Unwind(_sample.Context!);
        Assert.Equal((BacktraceEnd.ThreadStart, true), (backtrace.End, backtrace.IsComplete));
        Assert.All(backtrace.Frames, frame => Assert.Equal(Certainty.Certain, frame.Certainty));

        // Addresses behind the calls, as objdump lists the code.
        Assert.Equal(
            [
                0xfffff805_2a341234, 0xfffff805_2a341f10, 0xfffff805_107776a3, 0xfffff805_2a36111d,
                0xfffff805_1077771b, 0xfffff805_10778025, 0xfffff805_1077810c, 0xfffff805_10778218,
            ],
            backtrace.Frames.Select(frame => frame.InstructionPointer.Value));
        Assert.Equal(
            ["kdmpdemo!KdmpDemoRead+0x34", "kdmpdemo!KdmpDemoStart+0x10", "nt!IofCallDriver+0x23", "kdmpflt!KdmpFltWorker+0x1d"],
            backtrace.Frames.Take(4).Select(frame => frame.Description.ShortName));
    }

    [Fact]
    public void What_each_function_saved_is_found_again()
    {
        // rbx as the driver found it is the filter's device; rsi as the filter found it; rdi of who runs the item, which the loop has in rbx.
        IReadOnlyList<StackFrame> frames = _sample.Unwind(_sample.Context!).Frames;
        Assert.Equal(3, Type(frames[1], "rbx"));
        Assert.Equal(0xfffff805_107c0b00, Value(frames[4], "rsi"));
        Assert.Equal(Value(frames[4], "rdi"), Value(frames[5], "rbx"));
        Assert.Null(Value(frames[1], "rax"));
    }

    [Fact]
    public void The_instruction_tried_to_read_where_the_exception_says()
    {
        FaultExplanation fault = _sample.Disassemble(_sample.Context!.InstructionPointer!.Value, 1).Fault!;
        AttemptedAccess access = Assert.Single(fault.Accesses);
        Assert.Equal((FaultAgreement.Agrees, AccessOutcome.NotPresent, 0x18UL), (fault.Agreement, access.Outcome, access.Address!.Value.Value));
    }

    [Fact]
    public void The_driver_that_crashed_comes_first_and_the_filter_second()
    {
        SuspectModules suspects = _sample.FindSuspects();
        Assert.Equal(["kdmpdemo.sys", "kdmpflt.sys", "ntoskrnl.exe"], suspects.Modules.Select(module => module.Name));
        Assert.Equal([EvidenceKind.FaultingInstruction, EvidenceKind.CallStack], suspects.Modules.Take(2).Select(module => module.Evidence[0].Kind));
    }

    private static ulong? Value(StackFrame frame, string register) => (ulong?)frame.Registers.Single(value => value.Name == register).Value;

    /// <summary>The first field of every object of the I/O system; 3 is a DEVICE_OBJECT (wdm.h).</summary>
    private int Type(StackFrame frame, string register) => _sample.VirtualMemory.TryRead(Value(frame, register)!.Value, out ushort type) ? type : -1;
}
