using static KdmpParser.Analysis.Tests.CrashBytes;

namespace KdmpParser.Analysis.Tests;

/// <summary>Drivers that the bug check itself is about, and drivers that are gone.</summary>
public class NamedDriverTests
{
    private const ulong Name = Stack + 0x5000;

    [Theory]
    [InlineData("first")]
    [InlineData("FIRST.SYS")]
    [InlineData(@"\SystemRoot\System32\drivers\first.sys")]
    public void A_parameter_can_name_the_driver(string text)
    {
        // THREAD_STUCK_IN_DEVICE_DRIVER: parameter 3 is a UNICODE_STRING.
        using KernelDump dump = Machine(0xea, 0, 0, Name).UnicodeString(Name, text, Name + 0x100).U64(Stack + 0x40, Second + 0x1000).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["first.sys", "second.sys"], suspects.Ranked());
        SuspectEvidence fact = Assert.Single(suspects.First!.Evidence);
        Assert.Equal((EvidenceKind.NamedByCode, null, Certainty.Certain), (fact.Kind, fact.Value, fact.Certainty));
    }

    [Fact]
    public void A_driver_that_is_named_need_not_be_loaded()
    {
        using KernelDump dump = Machine(0xea, 0, 0, Name).UnicodeString(Name, "other.sys", Name + 0x100).Open();
        SuspectModule first = dump.FindSuspects().First!;
        Assert.Equal(("other.sys", null, null), (first.Name, first.Module, first.UnloadedDriver));
    }

    [Fact]
    public void A_name_that_cannot_be_read_is_none()
    {
        using KernelDump dump = Machine(0xea, 0, 0, 0xffff9999_00000000).U64(Stack + 0x40, Second + 0x1000).Open();
        Assert.Equal(["second.sys"], dump.FindSuspects().Ranked());
    }

    [Theory]
    [InlineData(0xce, Unloaded + 0x10, 0)]
    [InlineData(0xce, 0, Unloaded + 0x10)]
    [InlineData(0xd4, Unloaded + 0x10, 0)]
    public void A_driver_that_was_unloaded_too_early_is_named_by_the_code(uint code, ulong accessed, ulong third)
    {
        using KernelDump dump = Machine(code, accessed, 0, third).U64(Stack + 0x40, First + 0x1000).Open();
        SuspectModule first = dump.FindSuspects().First!;
        Assert.Equal(("gone.sys", EvidenceKind.NamedByCode, Certainty.Likely), (first.UnloadedDriver?.Name, first.Evidence[0].Kind, first.Evidence[0].Certainty));
        Assert.Null(first.Module);
    }

    [Fact]
    public void An_instruction_where_a_driver_was_is_its()
    {
        using KernelDump dump = Machine(0xd1, Unloaded + 0x7fff, 2, 8, Unloaded + 0x7fff).U64(Stack + 0x40, First + 0x1000).Open();
        SuspectModule first = dump.FindSuspects().First!;
        Assert.Equal(("gone.sys", EvidenceKind.FaultingInstruction), (first.Name, first.Evidence[0].Kind));
        Assert.Equal("The instruction that failed is in it: gone.sys+0x7fff (unloaded before).", first.Evidence[0].Sentence);
    }

    [Fact]
    public void Behind_its_end_nothing_is_its()
    {
        using KernelDump dump = Machine(0xd1, 0, 2, 8, Unloaded + 0x8000).Open();
        Assert.Empty(dump.FindSuspects().Modules);
    }

    [Fact]
    public void A_value_on_the_stack_can_lie_where_a_driver_was()
    {
        using KernelDump dump = Machine(0xc2, 7).U64(Stack + 0x100, Unloaded + 0x1000).U64(Stack + 0x40, First + 0x1000).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["first.sys", "gone.sys"], suspects.Ranked());
        Assert.Equal((Stack + 0x100, 0x20), (suspects.Modules[1].Evidence[0].SeenAt!.Value.Value, suspects.Modules[1].Evidence[0].Distance));
    }

    [Fact]
    public void A_driver_that_has_pageable_what_must_not_be_is_named_by_the_code()
    {
        // DRIVER_PORTION_MUST_BE_NONPAGED: parameter 1 is in it, whoever accessed it.
        using KernelDump dump = Machine(0xd3, First + 0x2000, 2, 0, Second + 0x1000).Open();
        Assert.Equal(["first.sys", "second.sys"], dump.FindSuspects().Ranked());
    }
}
