using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Real small dumps, and the sample.</summary>
public class RealSuspectTests
{
    [Fact]
    public void The_driver_of_the_exception_comes_first()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(("amdppm.sys", EvidenceKind.FaultingInstruction), (suspects.First!.Name, suspects.First.Evidence[0].Kind));
        Assert.Equal("ntoskrnl.exe", suspects.Modules[^1].Name);
    }

    [Theory]
    [InlineData("triage_arm64.dmp")]
    [InlineData("win10_arm64_mem.dmp")]
    public void A_machine_that_was_stopped_on_purpose_names_nobody(string name)
    {
        using KernelDump dump = RealDump.Open(name);
        SuspectModules suspects = dump.FindSuspects();
        Assert.Null(suspects.First);
        Assert.Contains("on purpose", suspects.ReasonNotRanked, StringComparison.Ordinal);
        Assert.NotEmpty(suspects.Modules);
        Assert.All(suspects.Modules, module => Assert.Null(module.Rank));
    }

    [Fact]
    public void The_samples_driver_comes_first()
    {
        using KernelDump dump = KdmpSample.Open();
        Assert.Equal("kdmpdemo.sys", dump.FindSuspects().First!.Name);
    }
}
