using KdmpParser.Analysis.Suspects;
using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.CrashBytes;

namespace KdmpParser.Analysis.Tests;

/// <summary>How the frames of an unwound stack, and values on it, are weighed against each other: frames and candidates are given by hand.</summary>
public class StackOrderTests
{
    private static readonly KernelDataFailure s_noUnwindData = new(KernelDataFailureReason.NotRecorded, "no unwind data");

    [Fact]
    public void The_nearest_frame_comes_first()
    {
        SuspectModules suspects = Run(Machine(0xc2, 7), [Frame(0, Nt + 0x5000), Frame(1, Nt + 0x6000), Frame(2, Ntfs + 0x1000), Frame(3, First + 0x1000)]);
        Assert.Equal(["Ntfs.sys", "first.sys", "ntoskrnl.exe"], suspects.Ranked());
        SuspectEvidence fact = Assert.Single(suspects.First!.Evidence);
        Assert.Equal((EvidenceKind.CallStack, 2, Stack + 0x200, "Frame 2 of the call stack is in it: Ntfs.sys+0x1000."), (fact.Kind, fact.Distance, fact.SeenAt!.Value.Value, fact.Sentence));
    }

    [Fact]
    public void Frames_of_the_handling_of_a_fault_do_not_count()
    {
        StackFrame[] frames = [Frame(0, Nt + 0x5000), Frame(1, First + 0x1000), Frame(2, Nt + 0x4321, FrameOrigin.MachineFrame), Frame(3, Second + 0x1000)];
        Assert.Equal(["ntoskrnl.exe", "second.sys"], Run(Machine(0x0a, 0, 2, 0, Nt + 0x4321), frames).Ranked());

        // Where no parameter says where it was, the processor's own frame does.
        Assert.Equal(["second.sys", "ntoskrnl.exe"], Run(Machine(0x139, 3), frames).Ranked());
    }

    [Fact]
    public void A_stack_that_was_unwound_to_its_end_leaves_no_other_values()
    {
        SuspectModules suspects = Run(Machine(0xc2, 7), [Frame(0, Nt + 0x5000), Frame(1, Nt + 0x6000)], null, Value(0x200, First + 0x1000, CallCheck.Call));
        Assert.Equal(["ntoskrnl.exe"], suspects.Ranked());
    }

    [Fact]
    public void Of_a_stack_that_was_unwound_in_part_the_values_behind_count()
    {
        SuspectModules suspects = Run(
            Machine(0xc2, 7), [Frame(0, Nt + 0x5000), Frame(1, Nt + 0x6000)], s_noUnwindData,
            Value(0xf8, First + 0x1000, CallCheck.Call), Value(0x108, Second + 0x1000, CallCheck.Call));
        Assert.Equal(["second.sys", "ntoskrnl.exe"], suspects.Ranked());
    }

    [Fact]
    public void A_frame_counts_more_than_a_value()
    {
        SuspectModules suspects = Run(
            Machine(0xc2, 7), [Frame(0, Nt + 0x5000), Frame(1, Second + 0x1000)], s_noUnwindData, Value(0x108, First + 0x1000, CallCheck.Call));
        Assert.Equal(["second.sys", "first.sys"], suspects.Ranked());
    }

    [Fact]
    public void A_value_before_which_no_call_stands_does_not_count()
    {
        SuspectModules suspects = Run(Machine(0xc2, 7), [], null, Value(0x40, First + 0x1000, CallCheck.NoCall), Value(0x48, Second + 0x1000, CallCheck.NotCaptured));
        Assert.Equal(["second.sys"], suspects.Ranked());
    }

    [Theory]
    [InlineData(0x78, "second.sys")]
    [InlineData(0x88, "first.sys")]
    public void A_value_whose_code_was_not_captured_counts_as_if_it_stood_twice_as_far(ulong called, string first)
    {
        SuspectModules suspects = Run(Machine(0xc2, 7), [], null, Value(0x40, First + 0x1000, CallCheck.NotCaptured), Value(called, Second + 0x1000, CallCheck.Call));
        Assert.Equal(first, suspects.First!.Name);
    }

    private static StackFrame Frame(int number, ulong address, FrameOrigin origin = FrameOrigin.UnwindData) =>
        new(number, address, Stack + 0x100UL * (ulong)number, origin) { Description = new(address, AddressKind.Unknown) };

    private static (ulong At, ulong Value, CallCheck Check) Value(ulong at, ulong value, CallCheck check) => (Stack + at, value, check);

    private static SuspectModules Run(KernelBytes memory, StackFrame[] frames, KernelDataFailure? failure = null, params (ulong At, ulong Value, CallCheck Check)[] values)
    {
        using KernelDump dump = memory.Open();
        return SuspectSearch.Run(
            dump,
            context => new(context, frames) { Failure = failure },
            _ => values.Select(value => new ReturnCandidate(new(value.At, value.Value, dump.FindModule(value.Value)!), value.Check, dump.Describe(value.Value))));
    }
}
