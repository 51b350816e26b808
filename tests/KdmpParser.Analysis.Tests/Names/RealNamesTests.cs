using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

public class RealNamesTests
{
    [Fact]
    public void The_faulting_instruction_is_named_by_its_module()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        AddressDescription description = dump.Describe(dump.Context!.InstructionPointer!.Value);
        Assert.Equal("amdppm.sys", description.Module?.Name);
        Assert.Equal((0x334cUL, "amdppm.sys+0x334c"), (description.Offset, description.ToString()));
        Assert.Equal(KernelDataFailureReason.Unreadable, description.SymbolFailure?.Reason);
    }

    [Theory]
    [InlineData("triage_x64.dmp")]
    [InlineData("triage_arm64.dmp")]
    [InlineData("win10_arm64_mem.dmp")]
    public void Every_context_of_a_small_dump_stands_on_the_stack_that_it_saved(string name)
    {
        using KernelDump dump = RealDump.Open(name);
        Assert.Contains(dump.Contexts, context => dump.Describe(context.StackPointer!.Value) is { Kind: AddressKind.Stack, Certainty: Certainty.Certain });
    }
}
