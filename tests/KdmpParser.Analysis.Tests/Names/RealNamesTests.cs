using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

public class NamesTests
{
    [Fact]
    public void The_faulting_instruction_is_named_by_its_module()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        AddressDescription description = dump.Describe(dump.Context!.InstructionPointer!.Value);
        Assert.Equal("amdppm.sys", description.Module?.Name);
        Assert.Equal(0x334cUL, description.Offset);
    }
}
