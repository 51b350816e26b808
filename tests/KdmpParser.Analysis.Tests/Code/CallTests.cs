using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Whether a call ends right before an address (Intel SDM vol. 2A, CALL).</summary>
public class CallTests
{
    private const ulong Return = KernelBytes.Image + 0x1900;
    private const ulong Stack = 0xffff8504_29890000;

    [Theory]
    [InlineData("e8fbf6ffff", "call    ntoskrnl.exe+0xffb (fffff804`20000ffb)")]
    [InlineData("ffd0", "call    rax")]
    [InlineData("41ffd0", "call    r8")]
    [InlineData("ff5018", "call    qword ptr [rax+18h]")]
    [InlineData("ff542418", "call    qword ptr [rsp+18h]")]
    [InlineData("ff9000010000", "call    qword ptr [rax+100h]")]
    [InlineData("41ff94c100010000", "call    qword ptr [r9+rax*8+100h]")]
    [InlineData("65ff142588010000", "call    qword ptr gs:[188h]")]
    [InlineData("ff1500070000", "call    qword ptr [ntoskrnl.exe+0x2000 (fffff804`20002000)]")]
    [InlineData("48ff1500070000", "call    qword ptr [ntoskrnl.exe+0x2000 (fffff804`20002000)]")]
    public void Near_calls_are_found(string bytes, string text)
    {
        using KernelDump dump = Image(bytes).Open();
        CallEvidence evidence = dump.FindCallBefore(Return);
        Assert.Equal((CallCheck.Call, text, bytes), (evidence.Check, evidence.Call?.Text, Convert.ToHexString(evidence.Call!.Bytes.AsSpan()).ToLowerInvariant()));
        Assert.Equal(Return - (ulong)(bytes.Length / 2), evidence.Call.Address.Value);
        Assert.Null(evidence.Failure);
    }

    /// <summary>As llvm-mc reads the words before (Arm ARM, C6.2: BL and BLR).</summary>
    [Theory]
    [InlineData(0xfffff803_f33442a0, CallCheck.Call, -418892)]
    [InlineData(0xfffff803_f3173340, CallCheck.Call, -1484284)]
    [InlineData(0xfffff803_f3a36ad8, CallCheck.NoCall, null)]
    [InlineData(0xfffff803_f3a00600, CallCheck.NotCaptured, null)]
    public void Calls_of_ARM64_are_found(ulong address, CallCheck check, int? distance)
    {
        using KernelDump dump = RealDump.Open("triage_arm64.dmp");
        CallEvidence evidence = dump.FindCallBefore(address);
        Assert.Equal(check, evidence.Check);
        Assert.Equal(distance is { } far ? (ulong)((long)address - 4 + far) : null, evidence.Call?.Target?.Address.Value);
    }

    [Theory]
    [InlineData("0f05")]
    [InlineData("cd2e")]
    [InlineData("ff18")]
    [InlineData("ffe0")]
    [InlineData("c3")]
    [InlineData("e9fbf6ffff")]
    [InlineData("9a00000000100000")]
    [InlineData("e8fbf6ffff90")]
    public void What_is_no_near_call_is_none(string bytes)
    {
        using KernelDump dump = Image(bytes).Open();
        CallEvidence evidence = dump.FindCallBefore(Return);
        Assert.Equal((CallCheck.NoCall, null, KernelDataFailureReason.CheckFailed), (evidence.Check, evidence.Call, evidence.Failure!.Reason));
    }

    [Fact]
    public void A_direct_call_says_where_it_leads_and_one_through_a_pointer_what_the_dump_has_there()
    {
        using KernelDump direct = Image("e8fbf6ffff").Open(), through = Image("ff1500070000").U64(KernelBytes.Image + 0x2000, KernelBytes.Image + 0x1700).Open();
        Assert.Equal(KernelBytes.Image + 0xffb, direct.FindCallBefore(Return).Call!.Target!.Address.Value);
        Assert.Equal(KernelBytes.Image + 0x1700, through.FindCallBefore(Return).Call!.Target!.Address.Value);
    }

    [Fact]
    public void A_pointer_to_something_with_a_name_is_named()
    {
        using KernelDump dump = Image("ff1500070000").U64(KernelBytes.Image + 0x2000, KernelBytes.Image + 0x1700).Open();
        CodeOperand pointer = Assert.Single(dump.Disassemble(Return - 6, 1).Instructions[0].Operands, operand => operand.Address == KernelBytes.Image + 0x2000);
        Assert.Equal("ntoskrnl.exe+0x1700", pointer.PointsTo!.Place);
    }

    /// <summary>mov rax,[rcx+0ffffffff80000010h]: without rcx, that is no address in the module there.</summary>
    [Fact]
    public void A_distance_from_a_register_is_no_address()
    {
        KernelBytes memory = Image("488b8110000080").Module(KernelBytes.Entries + 0x1000, 0xffffffff_80000000, 0x1000, "driver.sys", @"\SystemRoot\driver.sys");
        using KernelDump dump = memory.List(KernelBytes.ModuleHead, KernelBytes.Entries, KernelBytes.Entries + 0x1000).Open();
        Assert.Equal("mov     rax,qword ptr [rcx-7ffffff0h]", dump.Disassemble(Return - 7, 1).Instructions[0].Text);
    }

    /// <summary>E8 with a distance that leads to no module has FF D0 at its end; FF 50 00 is the end of a call into the module.</summary>
    [Theory]
    [InlineData("e80000ffd0", "call    rax")]
    [InlineData("e800ff5000", "call    driver.sys+0x10800 (fffff804`20511800)")]
    public void Of_two_calls_that_could_end_there_one_into_a_module_is_taken(string bytes, string text)
    {
        KernelBytes memory = Image(bytes).Module(KernelBytes.Entries + 0x1000, KernelBytes.Image + 0x501000, 0x11000, "driver.sys", @"\SystemRoot\driver.sys");
        using KernelDump dump = memory.List(KernelBytes.ModuleHead, KernelBytes.Entries, KernelBytes.Entries + 0x1000).Open();
        Assert.Equal(text, dump.FindCallBefore(Return).Call!.Text);
    }

    [Fact]
    public void A_call_to_where_no_module_is_is_a_call()
    {
        using KernelDump dump = Image("e800000010").Open();
        CallEvidence evidence = dump.FindCallBefore(Return);
        Assert.Equal((CallCheck.Call, null), (evidence.Check, evidence.Call!.Target!.Module));
    }

    [Theory]
    [InlineData(0UL, "headers")]
    [InlineData(0x80UL, "headers")]
    [InlineData(0x2100UL, "eightlet")]
    [InlineData(0x7000UL, "no section")]
    public void What_is_no_code_is_no_return_address(ulong offset, string why)
    {
        using KernelDump dump = Image("e8fbf6ffff").Open();
        CallEvidence evidence = dump.FindCallBefore(KernelBytes.Image + offset);
        Assert.Equal(CallCheck.NotCode, evidence.Check);
        Assert.Contains(why, evidence.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_not_executable_has_no_code()
    {
        using KernelDump dump = new CodeMachine().Write(0, 0xff, 0xd0).Open();
        Assert.Equal(CallCheck.NotCode, dump.FindCallBefore(CodeMachine.Data + 2).Check);
        Assert.Equal(CallCheck.NoCall, dump.FindCallBefore(CodeMachine.Code + 0x20).Check);
    }

    [Fact]
    public void Bytes_that_are_not_in_the_dump_are_no_reason_to_reject()
    {
        using KernelDump dump = new CodeMachine(0x90, 0xff, 0xd0).Open();
        Assert.Equal(CallCheck.Call, dump.FindCallBefore(CodeMachine.Code + 3).Check);
        Assert.Equal((CallCheck.NotCaptured, MemoryFailureReason.NotPresent), Of(dump.FindCallBefore(CodeMachine.Code + 1)));
        Assert.Equal((CallCheck.NotCaptured, MemoryFailureReason.NotPresent), Of(dump.FindCallBefore(CodeMachine.Code)));
        Assert.Equal(CallCheck.NotCaptured, dump.FindCallBefore(1).Check);
        Assert.Equal(CallCheck.NotCaptured, dump.FindCallBefore(ulong.MaxValue).Check);

        static (CallCheck, MemoryFailureReason?) Of(CallEvidence evidence) => (evidence.Check, evidence.Failure?.Memory?.Reason);
    }

    [Fact]
    public void Candidates_say_what_speaks_for_them()
    {
        // Return follows a call of the function at 0x1800, in which the value before it on the stack lies.
        KernelBytes memory = Image("e800ffffff").U64(Stack, KernelBytes.Image + 0x1808, Return, KernelBytes.Image + 0x2100, KernelBytes.Image + 0x1910);
        memory.U32(KernelBytes.Image + 0x2600 + 16, 0x180a).Write(KernelBytes.Image + 0x1806, [0xff, 0xd0]);
        using KernelDump dump = memory.Open();
        CapturedList<ReturnCandidate> candidates = dump.FindReturnCandidates(dump.Context);
        Assert.Equal(
            [(CallCheck.Call, false, Certainty.Possible), (CallCheck.Call, true, Certainty.Likely), (CallCheck.NotCode, false, null), (CallCheck.NoCall, false, (Certainty?)null)],
            candidates.Select(candidate => (candidate.Check, candidate.IsCalleeOnStack, candidate.Certainty)));
        Assert.Equal("ntoskrnl.exe+0x1900", candidates[1].Description.Place);
        Assert.Equal(KernelBytes.Image + 0x1800, candidates[1].Call!.Target!.Address.Value);
        Assert.Equal(dump.FindStackCandidates(), candidates.Select(candidate => candidate.Candidate));
        Assert.Equal(KernelDataFailureReason.Unreadable, candidates.Failure!.Reason);
    }

    /// <summary>A value in the function that no call stands before is what a register held, not where the function was.</summary>
    [Fact]
    public void Data_that_points_into_a_function_is_no_evidence_of_a_call()
    {
        using KernelDump dump = Image("e800ffffff").U64(Stack, KernelBytes.Image + 0x1803, Return).Open();
        CapturedList<ReturnCandidate> candidates = dump.FindReturnCandidates(dump.Context);
        Assert.Equal([(CallCheck.NoCall, false), (CallCheck.Call, false)], candidates.Select(candidate => (candidate.Check, candidate.IsCalleeOnStack)));
    }

    /// <summary>The function takes 9 bytes.</summary>
    [Theory]
    [InlineData(0x17ff, false)]
    [InlineData(0x1800, true)]
    [InlineData(0x1808, true)]
    [InlineData(0x1809, false)]
    public void The_instruction_pointer_is_in_the_function_that_the_nearest_call_leads_to_or_not(uint offset, bool isIn)
    {
        KernelBytes memory = Image("e800ffffff").U64(Stack, Return).OnDump(dump => dump.U64(0x348 + 0xf8, KernelBytes.Image + offset));
        using KernelDump dump = memory.Open();
        Assert.Equal(isIn, Assert.Single(dump.FindReturnCandidates(dump.Context)).IsCalleeOnStack);
    }

    /// <summary>The calls that led to the bug check, found in the saved stack by hand. Few of the bytes before them are in the dump.</summary>
    [Fact]
    public void The_return_addresses_of_a_real_small_dump_are_not_rejected()
    {
        ulong[] calls =
        [
            0xfffff804_7be0f4e1, 0xfffff804_7bdcc052, 0xfffff804_7bdfe942, 0xfffff804_7bd2bf97, 0xfffff804_7bd2ab86, 0xfffff804_7be07bac, 0xfffff804_7be031f5,
            0xfffff804_8b58313f, 0xfffff804_7bdfd0d8,
        ];
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        CapturedList<ReturnCandidate> candidates = dump.FindReturnCandidates(null);
        Assert.All(calls, call => Assert.Contains(candidates, candidate => candidate.Candidate.Value == call));
        Assert.All(candidates.Where(candidate => calls.Contains(candidate.Candidate.Value.Value)), candidate => Assert.NotNull(candidate.Certainty));

        // amdppm.sys+0x313f is behind a call of the function in which the fault was, at amdppm.sys+0x334c.
        ReturnCandidate nearest = candidates.First(candidate => candidate.Candidate.Value == calls[7]);
        Assert.Equal((CallCheck.Call, 0x32dcUL), (nearest.Check, nearest.Call!.Target!.Offset));

        // The address of the image itself, and what lies in .pdata and .data, is none.
        Assert.All(candidates.Where(candidate => candidate.Candidate.Offset == 0), candidate => Assert.Equal(CallCheck.NotCode, candidate.Check));
    }

    /// <summary>The image of <see cref="PrecedingCodeTests"/>, with bytes before <see cref="Return"/> and a stack of one page.</summary>
    private static KernelBytes Image(string bytes)
    {
        byte[] code = Convert.FromHexString(bytes);
        KernelBytes memory = PrecedingCodeTests.Image().Write(Return - 0x10, [.. Enumerable.Repeat((byte)0x90, 0x20)]).Write(Return - (ulong)code.Length, code);
        memory.Write(KernelBytes.Image + 0x7000, new byte[0x10]).U64(Stack, 0);
        return memory.OnDump(dump => dump.Zeros(0x348, 0x4d0).U32(0x348 + 0x30, 0x10001f).U16(0x348 + 0x38, 0x10).U64(0x348 + 0x98, Stack));
    }
}
