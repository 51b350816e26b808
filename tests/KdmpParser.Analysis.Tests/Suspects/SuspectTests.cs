using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.CrashBytes;

namespace KdmpParser.Analysis.Tests;

/// <summary>Which module comes first, on machines written by hand.</summary>
public class SuspectTests
{
    [Fact]
    public void The_module_of_the_instruction_that_failed_comes_first()
    {
        using KernelDump dump = Machine(0xd1, 0x18, 2, 0, Second + 0x1234).U64(Stack + 0x100, First + 0x1111).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["second.sys", "first.sys"], suspects.Ranked());
        Assert.Equal((1, Second + 0x1234, null), (suspects.First!.Rank, suspects.Place!.Value.Value, suspects.ReasonNotRanked));
        SuspectEvidence fact = Assert.Single(suspects.First.Evidence);
        Assert.Equal((EvidenceKind.FaultingInstruction, Certainty.Certain, "The instruction that failed is in it: second.sys+0x1234."), (fact.Kind, fact.Certainty, fact.Sentence));
    }

    [Fact]
    public void A_part_of_Windows_in_which_it_happened_stays_before_drivers_on_the_stack()
    {
        using KernelDump dump = Machine(0xd1, 0x18, 2, 0, Ntfs + 0x1234).U64(Stack + 0x100, First + 0x1111).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["Ntfs.sys", "first.sys"], suspects.Ranked());
        Assert.NotNull(suspects.First!.WindowsPart);
        Assert.Null(suspects.Modules[1].WindowsPart);
    }

    [Fact]
    public void A_fault_in_the_kernel_stays_there_and_its_nearest_caller_is_told()
    {
        using KernelDump dump = Machine(0x0a, 0x18, 2, 0, Nt + 0x4321).U64(Stack + 0x400, Second + 0x2222).U64(Stack + 0x100, First + 0x1111, Hal + 0x1000).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["ntoskrnl.exe", "first.sys", "second.sys", "hal.dll"], suspects.Ranked());
        Assert.Equal(EvidenceKind.FaultingInstruction, suspects.Modules[0].Evidence[0].Kind);
        Assert.Equal(["The kernel mostly acts for others, and of those on the stack first.sys is the nearest."], suspects.Facts);
    }

    [Fact]
    public void Below_the_place_of_the_fault_the_stack_is_that_of_its_handling()
    {
        KernelBytes memory = Machine(0x0a, 0x18, 2, 0, Nt + 0x4321).U64(Stack + 0x40, First + 0x1111).Fault(Stack + 0x168, Nt + 0x4321, Stack + 0x200).U64(Stack + 0x300, Second + 0x2222);
        using KernelDump dump = memory.Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["ntoskrnl.exe", "second.sys"], suspects.Ranked());
        SuspectEvidence fact = suspects.Modules[1].Evidence[0];
        Assert.Equal((EvidenceKind.StackValue, Stack + 0x300, (0x300 - 0x200) / 8, CallCheck.NotCaptured), (fact.Kind, fact.SeenAt!.Value.Value, fact.Distance, fact.Check!.Value));
    }

    [Theory]
    [InlineData(0x33, 0x18)]
    [InlineData(0x10, 0x2b)]
    public void What_has_selectors_of_user_mode_is_no_fault_of_the_kernel(ulong code, ulong data)
    {
        KernelBytes memory = Machine(0x0a, 0x18, 2, 0, Nt + 0x4321).U64(Stack + 0x40, First + 0x1111).U64(Stack + 0x168, Nt + 0x4321, code, 0x246, Stack + 0x200, data);
        using KernelDump dump = memory.Open();
        Assert.Equal(["ntoskrnl.exe", "first.sys"], dump.FindSuspects().Ranked());
    }

    [Fact]
    public void A_trap_of_which_no_parameter_tells_is_found_on_the_stack()
    {
        using KernelDump dump = Machine(0x139, 3, 0, 0, 0).U64(Stack + 0x40, First + 0x1111).Fault(Stack + 0x168, Second + 0x4321, Stack + 0x200).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["second.sys"], suspects.Ranked());
        Assert.Equal(Second + 0x4321, suspects.Place!.Value.Value);
    }

    [Fact]
    public void A_bug_check_that_was_called_begins_at_its_caller()
    {
        // An old machine frame is none of its own.
        using KernelDump dump = Machine(0xc2, 7, 0, 0, 0).U64(Stack + 0x40, Nt + 0x1000, First + 0x1111).Fault(Stack + 0x168, Second + 0x4321, Stack + 0x200).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["first.sys", "second.sys", "ntoskrnl.exe"], suspects.Ranked());
        Assert.Null(suspects.Place);
    }

    [Fact]
    public void The_registers_at_the_exception_are_where_to_begin()
    {
        // SYSTEM_SERVICE_EXCEPTION has them at parameter 3.
        const ulong Context = Stack + 0x1000;
        KernelBytes memory = Machine(0x3b, 0xc0000005, First + 0x777, Context).U32(Context + 0x30, 0x10005f).U64(Context + 0x98, Stack + 0x3000).U64(Context + 0xf8, First + 0x777);
        using KernelDump dump = memory.U64(Stack + 0x100, Second + 0x1000).U64(Stack + 0x3100, Ntfs + 0x1000).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["first.sys", "Ntfs.sys"], suspects.Ranked());
        Assert.Equal(First + 0x777, suspects.Place!.Value.Value);
    }

    [Fact]
    public void Those_who_report_others_stand_behind_them_unless_it_happened_in_them()
    {
        using KernelDump called = Machine(0x119, 1).U64(Stack + 0x40, Watchdog + 0x1000).U64(Stack + 0x80, First + 0x1111, Nt + 0x1000).Open();
        Assert.Equal(["first.sys", "watchdog.sys", "ntoskrnl.exe"], called.FindSuspects().Ranked());
        using KernelDump own = Machine(0xd1, 0x18, 2, 0, Watchdog + 0x1000).U64(Stack + 0x80, First + 0x1111).Open();
        Assert.Equal(["watchdog.sys", "first.sys"], own.FindSuspects().Ranked());
    }

    [Fact]
    public void With_nothing_else_the_kernel_is_named()
    {
        using KernelDump dump = Machine(0x0a, 0x18, 2, 0, Nt + 0x4321).Open();
        Assert.Equal(["ntoskrnl.exe"], dump.FindSuspects().Ranked());
    }

    [Fact]
    public void Another_module_with_the_name_of_the_kernel_is_none()
    {
        // On the stack alone, the kernel stands behind all others.
        KernelBytes memory = Machine(0xc2, 7).Module(Entry(2), First, Size, "NTOSKRNL.EXE", "").U64(Stack + 0x40, Nt + 0x1111, First + 0x1111).U64(Stack + 0x400, Second + 0x1111);
        using KernelDump dump = memory.Open();
        Assert.Equal([First, Second, Nt], dump.FindSuspects().Modules.Select(module => module.Module!.Base.Value));
    }

    [Fact]
    public void Of_equal_evidence_the_name_of_a_part_of_Windows_comes_last()
    {
        // Parameters 2 and 3 of 0xc2 are documented as no code.
        using KernelDump dump = Machine(0xc2, 7, Ntfs + 0x1000, First + 0x1000).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["first.sys", "Ntfs.sys"], suspects.Ranked());
        Assert.All(suspects.Modules, module => Assert.Equal((EvidenceKind.ParameterValue, Certainty.Possible), (module.Evidence[0].Kind, module.Evidence[0].Certainty)));
    }

    [Fact]
    public void A_value_that_only_a_parameter_has_comes_behind_the_kernel()
    {
        using KernelDump dump = Machine(0x50, First + 0x5555, 2, Nt + 0x4321).Open();
        Assert.Equal(["ntoskrnl.exe", "first.sys"], dump.FindSuspects().Ranked());
    }

    [Theory]
    [InlineData(0x116, 1)]
    [InlineData(0x39, 0)]
    [InlineData(0x135, 2)]
    [InlineData(0x10000096, 3)]
    public void A_parameter_that_is_documented_as_code_counts_more_than_the_stack(uint code, int index)
    {
        var parameters = new ulong[4];
        parameters[index] = Second + 0x1000;
        using KernelDump dump = Machine(code, parameters).U64(Stack + 0x40, First + 0x1111).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["second.sys", "first.sys"], suspects.Ranked());
        Assert.Equal(EvidenceKind.CodeParameter, suspects.First!.Evidence[0].Kind);
    }

    [Fact]
    public void Headers_of_an_image_and_addresses_of_user_mode_are_no_return_addresses()
    {
        using KernelDump dump = Machine(0xc2, 7).U64(Stack + 0x40, First, First + 0xfff, 0x7ff6_12341000).U64(Stack + 0x80, Second + 0x1000).Open();
        Assert.Equal(["second.sys"], dump.FindSuspects().Ranked());
    }

    [Fact]
    public void A_module_of_the_program_is_no_suspect()
    {
        const ulong Prcb = 0xfffff804_50000180, Thread = 0xffffc08b_10000080, Teb = 0x2b7f_0000, Peb = 0x2b7f_8000, Loaded = 0x0000_0200_00000000, Program = 0x7ff6_12340000;
        KernelBytes memory = Machine(0xc2, 7, Program + 0x2000).Processor(0, Prcb, Thread, Stack).Thread(Thread, 0xffffc08b_20000000, Teb).Environment(Teb, Peb);
        memory.Module(Loaded, Program, 0x10000, "program.exe", "").List(Peb + 0x910, Loaded).U64(Stack + 0x40, Program + 0x1000, First + 0x1000);
        using KernelDump dump = memory.Open();
        Assert.Equal("program.exe", Assert.Single(dump.UserModules).Name);
        Assert.Equal(["first.sys"], dump.FindSuspects().Ranked());
    }

    [Fact]
    public void An_address_that_was_executed_and_is_in_no_module_leads_to_its_caller()
    {
        // ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY: parameter 1 is where the processor was sent.
        const ulong Data = 0xffffc08b_77770000;
        using KernelDump dump = Machine(0xfc, Data).U64(Stack + 0x40, First + 0x1111).Fault(Stack + 0x168, Data, Stack + 0x200).U64(Stack + 0x200, Second + 0x1000).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["second.sys"], suspects.Ranked());
        Assert.Equal(Data, suspects.Place!.Value.Value);
    }

    [Fact]
    public void An_instruction_that_the_bug_check_does_not_know_is_found_on_the_stack()
    {
        using KernelDump dump = Machine(0x50, 0x18, 2, 0).U64(Stack + 0x40, First + 0x1111).Fault(Stack + 0x168, Second + 0x4321, Stack + 0x200).Open();
        Assert.Equal(["second.sys"], dump.FindSuspects().Ranked());
    }

    [Fact]
    public void Where_the_stack_of_the_fault_is_not_in_the_dump_that_of_the_bug_check_is_gone_through()
    {
        // As for a double fault, which has a stack of its own.
        using KernelDump dump = Machine(0x7f, 8).Fault(Stack + 0x168, Nt + 0x4321, 0xffff8504_77770000).U64(Stack + 0x300, First + 0x1111).Open();
        Assert.Equal(["ntoskrnl.exe", "first.sys"], dump.FindSuspects().Ranked());
    }

    [Fact]
    public void Of_many_values_in_one_module_the_nearest_are_kept()
    {
        KernelBytes memory = Machine(0xc2, 7);
        for (ulong i = 0; i < 100; i++)
            memory.U64(Stack + 0x40 + 8 * i, First + 0x1000 + i);
        using KernelDump dump = memory.Open();
        Assert.Equal([8, 9, 10, 11], dump.FindSuspects().First!.Evidence.Select(fact => fact.Distance));
    }

    [Fact]
    public void The_kernel_is_known_by_its_place_whatever_its_name()
    {
        KernelBytes memory = Machine(0xc2, 7).Module(Entry(0), Nt, Size, "ntkrla57.exe", @"\dir\ntkrla57.exe");
        using KernelDump dump = memory.U64(Stack + 0x40, Nt + 0x6000).U64(Stack + 0x80, First + 0x1111).Open();
        Assert.Equal(["first.sys", "ntkrla57.exe"], dump.FindSuspects().Ranked());
    }

    [Fact]
    public void Without_registers_the_reason_speaks_of_them()
    {
        using KernelDump dump = Machine(0xc2, 7).U64(Stack + 0x40, First + 0x1111).OnDump(bytes => bytes.Write(0x378, "PAGE"u8)).Open();
        Assert.Equal("the dump records no registers of the crash, and no parameter points into a module", dump.FindSuspects().ReasonNotRanked);
    }

    [Fact]
    public void Without_anything_in_a_module_there_is_a_reason()
    {
        using KernelDump dump = Machine(0xc2, 7).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Empty(suspects.Modules);
        Assert.Null(suspects.First);
        Assert.Equal("nothing that the dump holds points into a module", suspects.ReasonNotRanked);
    }

    [Fact]
    public void A_closed_dump_says_so()
    {
        KernelDump dump = Machine(0xc2, 7).Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(dump.FindSuspects);
    }

    [Fact]
    public void A_redacted_dump_names_the_same_module()
    {
        using KernelDump dump = Machine(0xd1, 0x18, 2, 0, Nt + 0x1234).U64(Stack + 0x100, First + 0x1111).Open();
        using KernelDump redacted = dump.Redact();
        Assert.Equal(dump.FindSuspects().Ranked(), redacted.FindSuspects().Ranked());
    }
}
