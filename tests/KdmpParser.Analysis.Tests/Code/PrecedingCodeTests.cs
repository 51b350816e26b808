using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Instructions before an address, which no byte separates from each other.</summary>
public class PrecedingCodeTests
{
    /// <summary>In the executable section of the image.</summary>
    private const ulong Function = KernelBytes.Image + 0x1800;

    private const ulong Table = KernelBytes.Image + 0x2600;

    /// <summary>mov rax,rcx; mov eax,0c3c3c3c3h (whose bytes are returns to whoever begins within); ret.</summary>
    private static readonly byte[] s_code = [0x48, 0x8b, 0xc1, 0xb8, 0xc3, 0xc3, 0xc3, 0xc3, 0xc3];

    [Fact]
    public void The_exception_directory_says_where_a_function_begins()
    {
        using KernelDump dump = Image().Open();
        CodeListing listing = dump.Disassemble(Function + 8, new DisassemblyOptions { Count = 1, Before = 2 });
        Assert.Equal(["mov     rax,rcx", "mov     eax,0c3c3c3c3h", "ret"], listing.Instructions.Select(line => line.Text));
        Assert.Equal((2, CodeStart.FunctionTable, Certainty.Certain, null), (listing.Before!.Count, listing.Before.Start, listing.Before.Certainty, listing.Before.Failure));
    }

    [Fact]
    public void A_listing_does_not_go_back_behind_the_beginning_of_the_function()
    {
        using KernelDump dump = Image().Open();
        PrecedingCode before = dump.Disassemble(Function + 3, new DisassemblyOptions { Count = 1, Before = 5 }).Before!;
        Assert.Equal((1, KernelDataFailureReason.NotRecorded), (before.Count, before.Failure!.Reason));
    }

    [Fact]
    public void Behind_a_function_decoding_goes_on_less_surely()
    {
        using KernelDump dump = Image().Open();
        PrecedingCode before = dump.Disassemble(Function + 11, new DisassemblyOptions { Count = 1, Before = 5 }).Before!;
        Assert.Equal((5, CodeStart.FunctionTable, Certainty.Likely), (before.Count, before.Start, before.Certainty));
    }

    /// <summary>Of the function that begins at the address itself, nothing lies before it.</summary>
    [Fact]
    public void Before_the_beginning_of_a_function_is_the_one_before_it()
    {
        using KernelDump dump = Image().Open();
        CodeListing listing = dump.Disassemble(Function, new DisassemblyOptions { Count = 1, Before = 2 });
        Assert.Equal(["add     byte ptr [rax],al", "add     byte ptr [rax],al", "mov     rax,rcx"], listing.Instructions.Select(line => line.Text));
        Assert.Equal((CodeStart.FunctionTable, Certainty.Likely), (listing.Before!.Start, listing.Before.Certainty));
    }

    [Theory]
    [InlineData(9, CodeStart.FunctionTable)]
    [InlineData(8, CodeStart.FunctionTable)]
    [InlineData(7, CodeStart.Agreement)]
    public void A_function_that_is_longer_than_the_limit_is_not_decoded(int limit, CodeStart start)
    {
        using KernelDump dump = Image().Open(new KernelDumpLimits { FunctionBytes = limit });
        PrecedingCode before = dump.Disassemble(Function + 8, new DisassemblyOptions { Before = 1 }).Before!;
        Assert.Equal((start, start == CodeStart.Agreement ? KernelDataFailureReason.LimitExceeded : null), (before.Start, before.Failure?.Reason));
    }

    [Fact]
    public void An_address_within_an_instruction_is_not_where_its_function_leads()
    {
        using KernelDump dump = Image().Open();
        PrecedingCode before = dump.Disassemble(Function + 7, new DisassemblyOptions { Before = 1 }).Before!;
        Assert.Equal((CodeStart.Agreement, KernelDataFailureReason.CheckFailed), (before.Start, before.Failure!.Reason));
    }

    [Theory]
    [InlineData(0x80000000u)]
    [InlineData(0xffffffffu)]
    public void A_directory_with_more_entries_than_the_limit_is_a_reason_to_guess(uint size)
    {
        using KernelDump dump = Image().U32(ImageBytes.Header + 0x18 + 0x74 + 3 * 8, size).Open();
        PrecedingCode before = dump.Disassemble(Function + 8, new DisassemblyOptions { Before = 1 }).Before!;
        Assert.Equal((CodeStart.Agreement, KernelDataFailureReason.LimitExceeded), (before.Start, before.Failure!.Reason));
    }

    [Fact]
    public void An_image_of_one_address_space_says_nothing_of_another()
    {
        // The program of the current process; the other process has nothing there.
        using KernelDump sample = KdmpSample.Open();
        VirtualAddress code = sample.UserModules[0].Base + 0x1010;
        VirtualAddressSpace other = sample.OpenProcess(sample.Processes[2].Id).VirtualMemory;
        PrecedingCode here = sample.Disassemble(code, new DisassemblyOptions { Before = 1 }).Before!;
        PrecedingCode there = sample.Disassemble(code, new DisassemblyOptions { Before = 1, Memory = other }).Before!;
        Assert.Equal((KernelDataFailureReason.NotRecorded, KernelDataFailureReason.Unreadable), (here.Failure!.Reason, there.Failure!.Reason));
    }

    /// <summary>From most bytes on, decoding falls in with the right instructions; the last byte before the address decides nothing by itself.</summary>
    [Fact]
    public void Without_a_directory_most_beginnings_decide()
    {
        // mov rax,[rcx+18h]; test rax,rax; mov edx,[rax+90c3c3c3h]: its last bytes are instructions of their own.
        byte[] code = [0x48, 0x8b, 0x41, 0x18, 0x48, 0x85, 0xc0, 0x8b, 0x90, 0xc3, 0xc3, 0xc3, 0x90];
        using KernelDump dump = new CodeMachine().Bytes(0x100, code).Open();
        CodeListing listing = dump.Disassemble(CodeMachine.Code + 0x10d, new DisassemblyOptions { Count = 1, Before = 3 });
        Assert.Equal(
            ["mov     rax,qword ptr [rcx+18h]", "test    rax,rax", "mov     edx,dword ptr [rax-6f3c3c3dh]", "nop"],
            listing.Instructions.Select(line => line.Text));
        Assert.Equal((3, CodeStart.Agreement, Certainty.Likely), (listing.Before!.Count, listing.Before.Start, listing.Before.Certainty));
        Assert.Equal(KernelDataFailureReason.NotRecorded, listing.Before.Failure!.Reason);
    }

    /// <summary>B0 90 is mov al,90h to whoever begins with the first byte, and a no-operation to whoever begins with the second.</summary>
    [Fact]
    public void Beginnings_that_do_not_agree_decide_little()
    {
        using KernelDump dump = new CodeMachine(0xb0, 0x90).Open();
        PrecedingCode before = dump.Disassemble(CodeMachine.Code + 2, new DisassemblyOptions { Count = 1, Before = 1 }).Before!;
        Assert.Equal((1, CodeStart.Agreement, Certainty.Possible), (before.Count, before.Start, before.Certainty));
    }

    [Fact]
    public void Where_nothing_ends_at_the_address_there_is_nothing_before_it()
    {
        // 48 begins an instruction that goes on.
        using KernelDump dump = new CodeMachine(0x48).Open();
        CodeListing listing = dump.Disassemble(CodeMachine.Code + 1, new DisassemblyOptions { Count = 1, Before = 3 });
        Assert.Equal((0, CodeStart.None, 1), (listing.Before!.Count, listing.Before.Start, listing.Instructions.Count));
    }

    [Fact]
    public void Fewer_bytes_than_were_wanted_are_enough_for_some()
    {
        using KernelDump dump = new CodeMachine().Open();
        CodeListing listing = dump.Disassemble(CodeMachine.Code + 2, new DisassemblyOptions { Count = 1, Before = 5 });
        Assert.Equal([CodeMachine.Code, CodeMachine.Code + 1, CodeMachine.Code + 2], listing.Instructions.Select(line => line.Address.Value));
    }

    /// <summary>An image whose exception directory has two functions, of 2 and of 9 bytes.</summary>
    internal static KernelBytes Image()
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().WithImage();
        memory.Module(KernelBytes.Entries, KernelBytes.Image, 0x8000, "ntoskrnl.exe", @"\SystemRoot\ntoskrnl.exe").List(KernelBytes.ModuleHead, KernelBytes.Entries);
        memory.U32(ImageBytes.Header + 0x18 + 0x70 + 3 * 8, 0x2600).U32(ImageBytes.Header + 0x18 + 0x74 + 3 * 8, 24);
        memory.U32(Table, 0x1700).U32(Table + 4, 0x1702).U32(Table + 12, 0x1800).U32(Table + 16, 0x1809);
        return memory.Write(Function, s_code).Write(Function + 9, [0xcc, 0xcc, 0xcc, 0xcc]);
    }
}
