using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Bytes as instructions, in memory written by hand. The encodings are those that objdump decodes to the same instructions.</summary>
public class CodeListingTests
{
    private const ulong Code = CodeMachine.Code;
    private const ulong Data = CodeMachine.Data;

    [Theory]
    [InlineData("488b4118", "mov     rax,qword ptr [rcx+18h]")]
    [InlineData("41ffd0", "call    r8")]
    [InlineData("65488b042588010000", "mov     rax,qword ptr gs:[188h]")]
    [InlineData("f3a4", "rep movsb")]
    [InlineData("0f0b", "ud2")]
    [InlineData("87d1", "xchg    edx,ecx")]
    [InlineData("b80a000000", "mov     eax,0ah")]
    [InlineData("488b05f9ffffff", "mov     rax,qword ptr [00000080`80604000]")]
    [InlineData("e8fbffffff", "call    00000080`80604000")]
    public void Bytes_are_written_as_WinDbg_does(string bytes, string text)
    {
        using KernelDump dump = new CodeMachine(Convert.FromHexString(bytes)).Open();
        DecodedInstruction line = Assert.Single(dump.Disassemble(Code, 1).Instructions);
        Assert.Equal((text, bytes, DecodingState.Decoded), (line.Text, Convert.ToHexString(line.Bytes.AsSpan()).ToLowerInvariant(), line.State));
    }

    [Fact]
    public void Instructions_follow_each_other()
    {
        using KernelDump dump = new CodeMachine(0x48, 0x8b, 0x41, 0x18, 0xc3).Open();
        CodeListing listing = dump.Disassemble(Code, 3);
        Assert.Equal([Code, Code + 4, Code + 5], listing.Instructions.Select(line => line.Address.Value));
        Assert.Null(listing.Failure);
        Assert.Null(listing.Before);
    }

    /// <summary>06 was PUSH ES, which 64-bit mode does not have (Intel SDM vol. 2B, PUSH).</summary>
    [Fact]
    public void A_byte_that_begins_no_instruction_is_one_line_and_the_next_is_tried()
    {
        using KernelDump dump = new CodeMachine(0x06, 0xc3).Open();
        CodeListing listing = dump.Disassemble(Code, 2);
        Assert.Equal([("(bad)", DecodingState.Invalid), ("ret", DecodingState.Decoded)], listing.Instructions.Select(line => (line.Text, line.State)));
        Assert.Equal([0x06], listing.Instructions[0].Bytes);
    }

    [Fact]
    public void Code_of_a_WoW64_process_has_32_bits()
    {
        using KernelDump dump = new CodeMachine(0x06, 0x50).Registers(cs: 0x23).Open();
        Assert.Equal(["push    es", "push    eax"], dump.Disassemble(Code, new DisassemblyOptions { Count = 2, Context = dump.Context }).Instructions.Select(line => line.Text));
    }

    [Fact]
    public void An_instruction_whose_end_is_missing_says_why()
    {
        using KernelDump dump = new CodeMachine().Bytes(0xffe, 0x48, 0x8b).Entry(MachineBytes.Pte + 8, 0).Open();
        CodeListing listing = dump.Disassemble(Code + 0xffd, 3);
        Assert.Equal([DecodingState.Decoded, DecodingState.Incomplete], listing.Instructions.Select(line => line.State));
        Assert.Equal((2, MemoryFailureReason.NotPresent, Data), (listing.Instructions[1].Bytes.Length, listing.Instructions[1].Failure!.Value.Reason, listing.Instructions[1].Failure!.Value.Address));
        Assert.Equal(MemoryFailureReason.NotPresent, listing.Failure?.Reason);
    }

    [Fact]
    public void Enough_instructions_before_what_is_missing_are_all_that_was_asked_for()
    {
        using KernelDump dump = new CodeMachine().Entry(MachineBytes.Pte + 8, 0).Open();
        CodeListing listing = dump.Disassemble(Code + 0xffd, 3);
        Assert.Equal((3, null), (listing.Instructions.Count, listing.Failure));
    }

    [Fact]
    public void Where_nothing_can_be_read_there_is_the_reason_alone()
    {
        using KernelDump dump = new CodeMachine().Open();
        CodeListing listing = dump.Disassemble(0x8000_0000_0000_0000, 3);
        Assert.Equal((0, MemoryFailureReason.NonCanonical, null), (listing.Instructions.Count, listing.Failure!.Value.Reason, listing.Fault));
    }

    [Theory]
    [InlineData(0xffff_ffff_ffff_fff8)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0)]
    public void The_ends_of_all_addresses_are_no_exception(ulong address)
    {
        using KernelDump dump = new CodeMachine().Open();
        CodeListing listing = dump.Disassemble(address, new DisassemblyOptions { Before = 9, Count = 9 });
        Assert.Equal((0, 0), (listing.Instructions.Count, listing.Before!.Count));
        Assert.Equal(CodeStart.None, listing.Before.Start);
    }

    [Fact]
    public void Only_the_instruction_at_the_registers_gets_their_values()
    {
        using KernelDump dump = new CodeMachine(0x48, 0x8b, 0x41, 0x18, 0x48, 0x8b, 0x41, 0x18).Registers(rcx: Data).Write(0x18, 1, 2, 3, 4, 5, 6, 7, 8).Open();
        CodeListing listing = dump.Disassemble(Code, 2);
        Assert.Equal([true, false], listing.Instructions.Select(line => line.IsCurrent));
        Assert.Equal(["rcx=0000008080605000", "rcx+18h=00000080`80605018 holds 0807060504030201"], listing.Instructions[0].Operands.Select(operand => operand.ToString()));
        Assert.Empty(listing.Instructions[1].Operands);
        Assert.Equal(dump.Context, listing.Context);
    }

    /// <summary>The prefix 67 makes addresses of 32 bits (Intel SDM vol. 1, 3.6.1).</summary>
    [Fact]
    public void An_address_of_32_bits_takes_the_low_half_of_its_register()
    {
        using KernelDump dump = new CodeMachine(0x67, 0x8b, 0x01).Registers(rcx: 0x1_0000_0018).Open();
        CodeOperand memory = dump.Disassemble(Code, 1).Instructions[0].Operands.Single(operand => operand.Kind == OperandKind.Memory);
        Assert.Equal(("ecx", 0x18UL), (memory.Text, memory.Address!.Value.Value));
    }

    [Fact]
    public void A_fixed_address_needs_no_registers()
    {
        // lea rcx,[rip+0ff9h]; mov rax,[rip+ff2h+8].
        using KernelDump dump = new CodeMachine(0x48, 0x8d, 0x0d, 0xf9, 0x0f, 0, 0, 0x48, 0x8b, 0x05, 0xfa, 0x0f, 0, 0).Registers(rip: Code + 0x100).Write(8, 0, 0x40, 0x60, 0x80, 0x80).Open();
        CodeListing listing = dump.Disassemble(Code, 2);
        CodeOperand address = Assert.Single(listing.Instructions[0].Operands), memory = Assert.Single(listing.Instructions[1].Operands);
        Assert.Equal((OperandKind.Address, Data, null), (address.Kind, address.Address!.Value.Value, address.Content));
        Assert.Equal((OperandKind.Memory, MemoryAccess.Read, 8, Data + 8), (memory.Kind, memory.Access, memory.Size, memory.Address!.Value.Value));
        Assert.Equal([0, 0x40, 0x60, 0x80, 0x80, 0, 0, 0], memory.Content!.Bytes);
        Assert.Null(listing.Context);
    }

    [Fact]
    public void A_call_through_a_pointer_leads_where_the_dump_has_it_lead()
    {
        using KernelDump dump = new CodeMachine(0xff, 0x15, 0xfa, 0x0f, 0, 0).Registers(rip: 0).Write(0, 0x34, 0x12).Open();
        Assert.Equal(0x1234UL, dump.Disassemble(Code, 1).Instructions[0].Target!.Address.Value);
    }

    [Fact]
    public void A_call_through_a_register_leads_somewhere_where_the_registers_are()
    {
        using KernelDump dump = new CodeMachine(0xff, 0xd1, 0xff, 0xd1).Registers(rcx: 0x1234).Open();
        Assert.Equal([0x1234UL, null], dump.Disassemble(Code, 2).Instructions.Select(line => line.Target?.Address.Value));
    }

    /// <summary>In the kernel GS begins at KPCR, 0x180 bytes before KPRCB; no other segment has a base that a context tells.</summary>
    [Fact]
    public void GS_is_the_control_region_of_the_processor()
    {
        const ulong Prcb = 0xfffff804_50000180, Pointer = 0xffff8504_29891100;
        KernelBytes memory = new KernelBytes().KdDebuggerData().Processor(0, Prcb, 0xffffc08b_10000080, Pointer).Thread(0xffffc08b_10000080, 0xffffc08b_20000000, 0);
        memory.Write(KernelBytes.Image + 0x1000, [0x65, 0x48, 0x8b, 0x04, 0x25, 0x88, 0x01, 0, 0]);
        using KernelDump dump = memory.OnDump(bytes => bytes.U32(0x348 + 0x30, 0x10005f).U64(0x348 + 0x98, Pointer).U16(0x348 + 0x38, 0x10).U64(0x348 + 0xf8, KernelBytes.Image + 0x1000)).Open();
        CodeOperand operand = dump.Disassemble(KernelBytes.Image + 0x1000, 1).Instructions[0].Operands.Single(operand => operand.Kind == OperandKind.Memory);
        Assert.Equal(("gs:188h", Prcb + 8), (operand.Text, operand.Address!.Value.Value));
        Assert.Equal("gs:188h=fffff804`50000188 holds ffffc08b10000080", operand.ToString());
    }

    [Fact]
    public void The_words_of_ARM64_are_given_as_they_are()
    {
        using KernelDump dump = RealDump.Open("triage_arm64.dmp");
        VirtualAddress pc = dump.Context!.InstructionPointer!.Value;
        CodeListing listing = dump.Disassemble(pc, new DisassemblyOptions { Count = 3, Before = 2 });
        Assert.Equal([pc - 8, pc - 4, pc, pc + 4, pc + 8], listing.Instructions.Select(line => line.Address));
        Assert.All(listing.Instructions, line => Assert.Equal((4, DecodingState.NotDecoded), (line.Bytes.Length, line.State)));
        Assert.All(listing.Instructions, line => Assert.Equal(line.Text, $"{BitConverter.ToUInt32(line.Bytes.AsSpan()):x8}"));
        Assert.Equal((2, CodeStart.FixedLength, Certainty.Certain), (listing.Before!.Count, listing.Before.Start, listing.Before.Certainty));
        Assert.True(listing.Instructions[2].IsCurrent);
        Assert.NotNull(listing.Note);
    }

    [Fact]
    public void Before_the_first_captured_word_of_ARM64_there_are_none_and_the_reason()
    {
        using KernelDump dump = RealDump.Open("triage_arm64.dmp");
        CodeListing listing = dump.Disassemble(dump.Context!.InstructionPointer!.Value, new DisassemblyOptions { Count = 1, Before = 100 });
        Assert.InRange(listing.Before!.Count, 1, 99);
        Assert.Equal(MemoryFailureReason.NotCaptured, listing.Before.Failure!.Memory!.Value.Reason);
    }

    [Fact]
    public void A_redacted_dump_has_no_code()
    {
        using KernelDump dump = new CodeMachine().Open();
        using KernelDump redacted = dump.Redact();
        CodeListing listing = redacted.Disassemble(Code, new DisassemblyOptions { Before = 3 });
        Assert.Equal((0, MemoryFailureReason.LeftOut), (listing.Instructions.Count, listing.Failure!.Value.Reason));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(DisassemblyOptions.MaximumInstructions + 1, 0)]
    public void A_listing_has_bounds(int count, int before)
    {
        using KernelDump dump = new CodeMachine().Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => dump.Disassemble(Code, new DisassemblyOptions { Count = count, Before = before }));
        Assert.Empty(dump.Disassemble(Code, 0).Instructions);
    }

    [Fact]
    public void After_the_dump_was_closed_there_is_no_answer()
    {
        KernelDump dump = new CodeMachine().Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.Disassemble(Code, 1));
        Assert.Throws<ObjectDisposedException>(() => dump.FindCallBefore(Code));
        Assert.Throws<ObjectDisposedException>(() => dump.FindReturnCandidates(null));
    }
}
