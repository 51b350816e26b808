using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Code that real dumps kept.</summary>
public class RealCodeTests
{
    /// <summary>KeBugCheckEx saves its four register parameters in the room that its caller left for them.</summary>
    [Fact]
    public void KeBugCheckEx_begins_by_saving_its_parameters()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        CpuContext context = dump.Contexts.Single(context => context.Kind == ContextKind.BugCheck);
        CodeListing listing = dump.Disassemble(context.InstructionPointer!.Value, 4);
        Assert.Equal(
            ["mov     qword ptr [rsp+8],rcx", "mov     qword ptr [rsp+10h],rdx", "mov     qword ptr [rsp+18h],r8", "mov     qword ptr [rsp+20h],r9"],
            listing.Instructions.Select(line => line.Text));
        Assert.Equal([true, false, false, false], listing.Instructions.Select(line => line.IsCurrent));
        Assert.Equal((null, context), (listing.Failure, listing.Context));

        // Its first parameter is the code of the bug check, in rcx; the record in the header is a breakpoint that nobody set.
        Assert.Equal((UInt128)0x7e, listing.Instructions[0].Operands.Single(operand => operand.Text == "rcx").Value);
        Assert.Equal(FaultAgreement.NotCompared, listing.Fault!.Agreement);
    }

    /// <summary>
    /// A driver writes through two registers, and the record says -1, as for a general protection fault: both are said. The page of the code is
    /// in the dump, the headers of the image are not.
    /// </summary>
    [Fact]
    public void The_faulting_instruction_is_a_write_through_two_registers()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        CodeListing listing = dump.Disassemble(0xfffff804_8b58334c, new DisassemblyOptions { Count = 1, Before = 2 });
        AttemptedAccess access = Assert.Single(listing.Fault!.Accesses);
        Assert.Equal((MemoryAccess.Write, 4, 0xffff9b00_0336004c), (access.Access, access.Size, access.Address!.Value.Value));
        Assert.Equal((FaultAgreement.Contradicts, ExceptionKind.BugCheckParameter), (listing.Fault.Agreement, listing.Fault.Exception!.Kind));
        Assert.Equal((CodeStart.Agreement, Certainty.Likely), (listing.Before!.Start, listing.Before.Certainty));

        // Two branches of the function lead to it: the guess arrives where they do.
        Assert.Contains(dump.Disassemble(0xfffff804_8b58333f, 1).Instructions, line => line.Target!.Address == 0xfffff804_8b58334c);
    }

    /// <summary>Blocks of a small dump begin at return addresses: what is before them is not there.</summary>
    [Fact]
    public void Code_before_a_block_of_a_small_dump_is_missing_with_its_reason()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        PrecedingCode before = dump.Disassemble(0xfffff804_7be0f4e1, new DisassemblyOptions { Before = 4 }).Before!;
        Assert.Equal((0, CodeStart.None), (before.Count, before.Start));
        Assert.Contains("not among the memory that this small dump kept", before.Evidence, StringComparison.Ordinal);
    }
}
