using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>What an instruction tried, and what an exception record says of it.</summary>
public class FaultTests
{
    private const uint AccessViolation = 0xc0000005;
    private const ulong Code = CodeMachine.Code;
    private const ulong Data = CodeMachine.Data;
    private const ulong NoAddress = ulong.MaxValue;

    // mov rax,[rcx+18h]; mov [rcx+18h],rax; add [rcx+18h],rax; movaps [rcx],xmm0.
    private const string Load = "488b4118", Store = "48894118", Add = "48014118", Aligned = "0f2901";

    [Theory]
    [InlineData(Load, 0, 0x18, 0, FaultAgreement.Agrees)]
    [InlineData(Load, 0, 0x1f, 0, FaultAgreement.Agrees)]
    [InlineData(Load, 0, 0x20, 0, FaultAgreement.Contradicts)]
    [InlineData(Load, 0, 0x18, 1, FaultAgreement.Contradicts)]
    [InlineData(Load, 0, 0x10018, 0, FaultAgreement.Contradicts)]
    [InlineData(Store, 0, 0x18, 1, FaultAgreement.Agrees)]
    [InlineData(Store, 0, 0x18, 0, FaultAgreement.Contradicts)]
    [InlineData(Add, 0, 0x18, 0, FaultAgreement.Agrees)]
    [InlineData(Add, 0, 0x18, 1, FaultAgreement.Agrees)]
    [InlineData("90", 0, 0x18, 0, FaultAgreement.Contradicts)]
    [InlineData(Load, 0x8000_0000_0000_0000, NoAddress, 0, FaultAgreement.Agrees)]
    [InlineData(Load, 0x7fff_ffff_ffe3, NoAddress, 0, FaultAgreement.Agrees)]
    [InlineData(Load, Data, NoAddress, 0, FaultAgreement.Contradicts)]
    [InlineData(Aligned, Data + 8, NoAddress, 0, FaultAgreement.Agrees)]
    [InlineData(Aligned, Data, NoAddress, 0, FaultAgreement.Contradicts)]
    [InlineData("90", 0, NoAddress, 0, FaultAgreement.Undecided)]
    [InlineData("648b01", 0, 0x18, 0, FaultAgreement.Undecided)]
    [InlineData(Load, 0, 0x18, 2, FaultAgreement.NotCompared)]
    public void An_access_violation_is_compared_with_the_instruction(string code, ulong rcx, ulong reported, ulong access, FaultAgreement agreement)
    {
        using KernelDump dump = new CodeMachine(Convert.FromHexString(code)).Registers(rcx: rcx).Exception(AccessViolation, Code, access, reported).Open();
        FaultExplanation fault = dump.Disassemble(Code, 1).Fault!;
        Assert.Equal((agreement, dump.Exception), (fault.Agreement, fault.Exception));
    }

    [Fact]
    public void Both_values_of_a_contradiction_are_said()
    {
        using KernelDump dump = new CodeMachine(Convert.FromHexString(Load)).Registers(rcx: 0).Exception(AccessViolation, Code, 1, 0x10018).Open();
        Assert.Equal(
            "The instruction reads 8 bytes at rcx+18h = 00000000`00000018: not present at PML4E (the entry is zero: never used). The exception record says that it writes at "
            + "00000000`00010018, and the instruction reads at 00000000`00000018. Either the hardware is faulty, or the registers belong to another moment.",
            dump.Disassemble(Code, 1).Fault!.ToString());
    }

    [Theory]
    [InlineData(Load, Data, MachineBytes.OtherPage | 7, AccessOutcome.Allowed)]
    [InlineData(Load, Data, MachineBytes.OtherPage | 5, AccessOutcome.Allowed)]
    [InlineData(Store, Data, MachineBytes.OtherPage | 5, AccessOutcome.NotWritable)]
    [InlineData(Load, Data, 0UL, AccessOutcome.NotPresent)]
    [InlineData(Load, Data, MachineBytes.OtherPage | 1 << 11, AccessOutcome.NotPresent)]
    [InlineData(Load, Data - 0x1c, 0UL, AccessOutcome.NotPresent)]
    [InlineData(Load, 0x8000_0000_0000_0000, 0UL, AccessOutcome.NotCanonical)]
    [InlineData(Load, Data, MachineBytes.Nowhere | 7, AccessOutcome.Allowed)]
    public void The_page_tables_say_whether_an_access_is_allowed(string code, ulong rcx, ulong pte, AccessOutcome outcome)
    {
        using KernelDump dump = new CodeMachine(Convert.FromHexString(code)).Registers(rcx: rcx).Entry(MachineBytes.Pte + 8, pte).Open();
        Assert.Equal(outcome, Assert.Single(dump.Disassemble(Code, 1).Fault!.Accesses).Outcome);
    }

    [Theory]
    [InlineData(0x10, AccessOutcome.Allowed)]
    [InlineData(0x33, AccessOutcome.NotForUsers)]
    public void Memory_of_the_kernel_is_not_for_user_mode(ushort selector, AccessOutcome outcome)
    {
        using KernelDump dump = new CodeMachine(Convert.FromHexString(Load)).Registers(rcx: Data, cs: selector).Entry(MachineBytes.Pte + 8, MachineBytes.OtherPage | 3).Open();
        Assert.Equal(outcome, Assert.Single(dump.Disassemble(Code, 1).Fault!.Accesses).Outcome);
    }

    [Fact]
    public void A_page_table_that_is_not_in_the_dump_says_nothing()
    {
        using KernelDump dump = new CodeMachine(Convert.FromHexString(Load)).Entry(MachineBytes.Pml4, MachineBytes.Nowhere | 7).Open();
        AttemptedAccess access = Assert.Single(dump.Disassemble(Code, 1).Fault!.Accesses);
        Assert.Equal((AccessOutcome.Unknown, MemoryFailureReason.PageTableNotInDump), (access.Outcome, access.Failure!.Value.Reason));
    }

    [Fact]
    public void Registers_that_were_not_captured_make_no_address()
    {
        // CONTEXT_CONTROL alone: rip, and no rcx.
        using KernelDump dump = new CodeMachine(Convert.FromHexString(Load)).Registers(flags: 0x100001).Exception(AccessViolation, Code, 0, 0x18).Open();
        FaultExplanation fault = dump.Disassemble(Code, 1).Fault!;
        Assert.Equal((FaultAgreement.Undecided, null, AccessOutcome.Unknown), (fault.Agreement, fault.Accesses[0].Address, fault.Accesses[0].Outcome));
    }

    [Theory]
    [InlineData(0x1800, AccessOutcome.NotPresent)]
    [InlineData(0x1000, AccessOutcome.NotExecutable)]
    public void A_jump_to_nowhere_faults_at_its_target(ulong offset, AccessOutcome outcome)
    {
        ulong target = outcome == AccessOutcome.NotPresent ? Code + 0x2000 : Code + offset;
        using KernelDump dump = new CodeMachine().Registers(rip: target).Exception(AccessViolation, target, 8, target).Open();
        FaultExplanation fault = dump.Disassemble(target, 1).Fault!;
        Assert.Equal((MemoryAccess.Execute, target, outcome), (fault.Accesses[0].Access, fault.Accesses[0].Address!.Value.Value, fault.Accesses[0].Outcome));
        Assert.Equal(FaultAgreement.Agrees, fault.Agreement);
    }

    [Theory]
    [InlineData("48f7f9", 0, FaultAgreement.Agrees)]
    [InlineData("48f7f9", 5, FaultAgreement.Contradicts)]
    [InlineData("f6f1", 0x100, FaultAgreement.Agrees)]
    [InlineData("f6f5", 0x100, FaultAgreement.Contradicts)]
    [InlineData("48f739", Data, FaultAgreement.Agrees)]
    [InlineData("48f739", Data + 0x100, FaultAgreement.Contradicts)]
    [InlineData("48f739", 0x18, FaultAgreement.Undecided)]
    [InlineData("90", 0, FaultAgreement.Contradicts)]
    public void A_division_by_zero_has_a_divisor_of_zero(string code, ulong rcx, FaultAgreement agreement)
    {
        using KernelDump dump = new CodeMachine(Convert.FromHexString(code)).Registers(rcx: rcx).Write(0, new byte[0x100]).Write(0x100, 1).Exception(0xc0000094).Open();
        Assert.Equal(agreement, dump.Disassemble(Code, 1).Fault!.Agreement);
    }

    [Theory]
    [InlineData(0xc000001d, "0f0b", FaultAgreement.Agrees)]
    [InlineData(0xc000001d, "06", FaultAgreement.Agrees)]
    [InlineData(0xc000001d, "90", FaultAgreement.Contradicts)]
    [InlineData(0xc000001d, "c5f877", FaultAgreement.Undecided)]
    [InlineData(0x80000003, "cc", FaultAgreement.Agrees)]
    [InlineData(0x80000003, "90", FaultAgreement.NotCompared)]
    [InlineData(0xc0000096, "90", FaultAgreement.NotCompared)]
    public void Other_exceptions_are_compared_with_what_the_instruction_is(uint exception, string code, FaultAgreement agreement)
    {
        using KernelDump dump = new CodeMachine(Convert.FromHexString(code)).Exception(exception).Open();
        Assert.Equal(agreement, dump.Disassemble(Code, 1).Fault!.Agreement);
    }

    /// <summary>Parameters 3 and 4 of bug check 0x7e point to the record and to the registers.</summary>
    [Fact]
    public void A_record_that_blames_another_instruction_than_the_registers_stand_at_contradicts_them()
    {
        CodeMachine machine = new CodeMachine().Write(0, Bytes(AccessViolation)).Write(0x10, BitConverter.GetBytes(Code + 0x20)).Write(0x18, 2);
        machine.Write(0x100 + 0x30, Bytes(0x10001f)).Write(0x100 + 0xf8, BitConverter.GetBytes(Code + 0x10));
        using KernelDump dump = machine.BugCheck(0x7e, 0xc0000005, 0, Data, Data + 0x100).Open();
        FaultExplanation fault = dump.Disassemble(Code + 0x10, 1).Fault!;
        Assert.Equal((FaultAgreement.Contradicts, Code + 0x20), (fault.Agreement, fault.Exception!.Address.Value));

        static byte[] Bytes(uint value) => BitConverter.GetBytes(value);
    }
}
