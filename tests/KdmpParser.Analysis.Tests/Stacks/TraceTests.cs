namespace KdmpParser.Analysis.Tests;

/// <summary>Every frame, before every instruction of code that really ran: the return addresses and registers are those of the processor, not of an unwinder.</summary>
public class TraceTests
{
    /// <summary>How many instructions the traces have; without them, the tests below would say nothing.</summary>
    [Theory]
    [InlineData("gnu", "gnu", 575)]
    [InlineData("llvm", "llvm", 1278)]
    [InlineData("llvm", "interrupts", 1386)]
    public void Before_every_instruction_the_frames_are_the_calls_that_have_not_returned(string image, string trace, int count)
    {
        using var machine = new TracedMachine(UnwindTrace.Read(trace + ".trace.gz"), UnwindTrace.File(image + ".dll"));
        int steps = 0;
        foreach ((UnwindTrace.Step step, Backtrace backtrace) in machine.Run())
        {
            string where = FormattableString.Invariant($"step {steps++} at {step.InstructionPointer:x}: {backtrace}");
            UnwindTrace.Call[] calls = [.. step.Calls.Reverse()];
            Assert.True(backtrace.End == BacktraceEnd.ThreadStart && backtrace.Failure is null, where);
            Assert.True((step.InstructionPointer, step.General[4]) == (backtrace.Frames[0].InstructionPointer.Value, backtrace.Frames[0].StackPointer.Value), where);
            Assert.True(
                calls.Select(call => (call.InstructionPointer, call.StackPointer)).SequenceEqual(backtrace.Frames.Skip(1).Select(frame => (frame.InstructionPointer.Value, frame.StackPointer.Value))),
                where);
            for (int i = 0; i < calls.Length; i++)
            {
                StackFrame frame = backtrace.Frames[i + 1];
                Assert.True(calls[i].IsInterrupt == (frame.Origin == FrameOrigin.MachineFrame), where);
                Assert.True(calls[i].InstructionPointer == backtrace.Frames[i].ReturnAddress!.Value.Value, where);
                Assert.True(frame is { Certainty: Certainty.Certain, Assumption: null }, where);

                // Registers that a call does not keep are not known, instead of being those of another frame.
                Assert.True(calls[i].Registers.SequenceEqual(frame.Registers.Where(register => register.Value is not null).OrderBy(Order)), where);
            }
        }

        Assert.Equal(count, steps);
    }

    private static int Order(Register register) => register.Name switch { "rip" => 0, "rsp" => 1, "rbx" => 2, "rbp" => 3, "rsi" => 4, "rdi" => 5, _ => 6 + int.Parse(register.Name.TrimStart('r', 'x', 'm')) + register.Bits };
}
