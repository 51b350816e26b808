namespace KdmpParser.Analysis.Tests;

/// <summary>The story of the sample as far as its small dump tells it.</summary>
public sealed class SmallSampleCrashTests : IDisposable
{
    private readonly KernelDump _small = KdmpSample.Open(DumpType.Triage);

    public void Dispose() => _small.Dispose();

    [Fact]
    public void Its_stack_cannot_be_unwound_as_the_headers_of_the_driver_were_not_kept()
    {
        Backtrace backtrace = _small.Unwind(_small.Context!);
        Assert.False(backtrace.IsComplete);
        Assert.Equal(0xfffff805_2a341234, Assert.Single(backtrace.Frames).InstructionPointer.Value);
    }

    [Fact]
    public void Calls_stand_before_four_of_its_return_addresses_and_before_three_nothing_was_kept()
    {
        // Those of the whole sample's call stack, which does unwind.
        using KernelDump whole = KdmpSample.Open();
        IEnumerable<ulong> returns = whole.Unwind(whole.Context!).Frames.Skip(1).Select(frame => frame.InstructionPointer.Value);
        ILookup<bool, ulong> kept = returns.ToLookup(address => _small.VirtualMemory.Read(address - 2, new byte[2]).IsComplete);
        Assert.Equal([0xfffff805_2a341f10, 0xfffff805_107776a3, 0xfffff805_1077771b, 0xfffff805_1077810c], kept[true]);
        Assert.Equal([0xfffff805_2a36111d, 0xfffff805_10778025, 0xfffff805_10778218], kept[false]);
        Assert.All(kept[true], address => Assert.Contains(_small.FindStackCandidates(_small.Context!), candidate => candidate.Value == address));
    }

    [Fact]
    public void The_driver_that_crashed_comes_first_by_its_instruction()
    {
        SuspectModules suspects = _small.FindSuspects();
        Assert.Equal(["kdmpdemo.sys", "kdmpflt.sys", "ntoskrnl.exe"], suspects.Modules.Select(module => module.Name));
        Assert.Equal(EvidenceKind.FaultingInstruction, suspects.Modules[0].Evidence[0].Kind);
    }

    [Fact]
    public void The_instruction_read_where_the_exception_says()
    {
        FaultExplanation fault = _small.Disassemble(_small.Context!.InstructionPointer!.Value, 1).Fault!;
        Assert.Equal((FaultAgreement.Agrees, 0x18UL), (fault.Agreement, Assert.Single(fault.Accesses).Address!.Value.Value));
    }

    [Fact]
    public void The_parameters_of_the_bug_check_are_followed()
    {
        BugCheckExplanation explanation = _small.ExplainBugCheck()!;
        Assert.Equal("SYSTEM_THREAD_EXCEPTION_NOT_HANDLED_M", explanation.BugCheck.Name);
        Assert.Equal([null, null, "EXCEPTION_RECORD", "CONTEXT"], explanation.Parameters.Select(parameter => parameter.Structure?.Name));
    }
}
