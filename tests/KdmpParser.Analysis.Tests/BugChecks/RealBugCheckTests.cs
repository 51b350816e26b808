using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

public class RealBugCheckTests
{
    [Fact]
    public void The_parameters_of_a_small_dump_of_x64_are_followed()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        BugCheckExplanation explanation = dump.ExplainBugCheck()!;
        Assert.Equal(0x1000007eu, explanation.BugCheck.Code);
        Assert.NotNull(explanation.Meaning);
        Assert.False(explanation.BlamesNoDriver);
        Assert.Equal(("STATUS_ACCESS_VIOLATION", "amdppm.sys"), (explanation.Parameters[0].Interpretation, explanation.Parameters[1].Description?.Module?.Name));

        FollowedStructure exception = explanation.Parameters[2].Structure!, context = explanation.Parameters[3].Structure!;
        Assert.Equal("0xc0000005 STATUS_ACCESS_VIOLATION", exception.Facts.Single(fact => fact.Name == "ExceptionCode").Value);
        Assert.StartsWith("fffff804`8b58334c", context.Facts.Single(fact => fact.Name == "Rip").Value, StringComparison.Ordinal);
        Assert.Equal(["exception --kind bugcheckparameter", "context --kind exception", "stack --context exception"], explanation.NextCommands.Take(3).Select(command => command.Line));
    }

    [Fact]
    public void A_power_button_that_was_held_blames_nobody()
    {
        using KernelDump dump = RealDump.Open("triage_arm64.dmp");
        BugCheckExplanation explanation = dump.ExplainBugCheck()!;
        Assert.Equal((0x1c8u, true), (explanation.BugCheck.Code, explanation.BlamesNoDriver));
        Assert.Equal(dump.KernelModules[0].Name, explanation.Parameters[1].Description?.Module?.Name);
        Assert.DoesNotContain("suspects", explanation.NextCommands.Select(command => command.Line));
    }

    [Fact]
    public void A_crash_on_purpose_blames_nobody()
    {
        using KernelDump dump = RealDump.Open("win10_arm64_mem.dmp");
        BugCheckExplanation explanation = dump.ExplainBugCheck()!;
        Assert.Equal((0xe2u, "somebody stopped this machine on purpose"), (explanation.BugCheck.Code, explanation.ReasonNotToBlame));
    }

    [Fact]
    public void A_redacted_dump_explains_what_it_kept()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        using KernelDump redacted = dump.Redact();
        BugCheckExplanation explanation = redacted.ExplainBugCheck()!;
        Assert.StartsWith("STATUS_ACCESS_VIOLATION at ", explanation.Parameters[2].Interpretation, StringComparison.Ordinal);
        Assert.Equal("left out: the dump is redacted", explanation.Parameters[2].Memory);
        Assert.DoesNotContain(explanation.NextCommands, command => command.Line.StartsWith("read ", StringComparison.Ordinal) || command.Line.StartsWith("disasm ", StringComparison.Ordinal));
    }
}
