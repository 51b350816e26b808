using KdmpParser.Analysis.Stacks;
using static KdmpParser.Analysis.Tests.UnwindMachine;

namespace KdmpParser.Analysis.Tests;

/// <summary>What is the rest of an epilogue and what is not ("x64 prolog and epilog" of Microsoft's documentation); the bytes are those of the Intel SDM vol. 2.</summary>
public class EpilogueTests
{
    private const int Rbp = 5;
    private const int R12 = 12;

    [Theory]
    [InlineData("c3", 0, null, 0, "", null)]
    [InlineData("f3 c3", 0, null, 0, "", null)]
    [InlineData("f2 c3", 0, null, 0, "", null)]
    [InlineData("c2 08 00", 0, null, 0, "", null)]
    [InlineData("48 83 c4 28 c3", 0, null, 0x28, "", null)]
    [InlineData("48 81 c4 00 01 00 00 5b 41 5f 5d c3", 0, null, 0x100, "3 15 5", null)]
    [InlineData("48 83 c4 80 c3", 0, null, -0x80, "", null)]
    [InlineData("40 5f 58 c3", 0, null, 0, "7 0", null)]
    [InlineData("48 8d 65 20 5d c3", Rbp, Rbp, 0x20, "5", null)]
    [InlineData("48 8d a5 00 f0 ff ff 5d c3", Rbp, Rbp, -0x1000, "5", null)]
    [InlineData("49 8d 64 24 10 41 5c c3", R12, R12, 0x10, "12", null)]
    [InlineData("5e e9 00 01 00 00", 0, null, 0, "6", 0x106L)]
    [InlineData("eb fe", 0, null, 0, "", 0L)]
    [InlineData("48 83 c4 28 e9 00 00 00 80", 0, null, 0x28, "", -0x7ffffff7L)]
    [InlineData("ff 25 00 00 00 00", 0, null, 0, "", null)]
    [InlineData("48 ff e0", 0, null, 0, "", null)]
    [InlineData("49 ff 23", 0, null, 0, "", null)]
    [InlineData("41 5e c5 f8 77 c3", 0, null, 0, "14", null)]
    [InlineData("c5 f8 77 c3", 0, null, 0, "", null)]
    [InlineData("c5 f8 77 e9 00 01 00 00", 0, null, 0, "", 0x108L)]
    public void The_rest_of_an_epilogue(string code, int frameRegister, int? from, long distance, string pops, long? jump)
    {
        Epilogue? epilogue = Epilogue.Decode(Convert.FromHexString(code.Replace(" ", "", StringComparison.Ordinal)), frameRegister, out bool isCut);
        Assert.NotNull(epilogue);
        Assert.Equal((from, distance, pops, jump, false), (epilogue.FrameRegister, epilogue.Distance, string.Join(' ', epilogue.Pops), epilogue.JumpDistance, isCut));
    }

    [Theory]
    [InlineData("sub rsp, 28h", "48 83 ec 28 c3 90 90", 0)]
    [InlineData("add rax, 28h", "48 83 c0 28 c3 90 90", 0)]
    [InlineData("lea rsp, [rbp+20h] without a frame register", "48 8d 65 20 5d c3 90", 0)]
    [InlineData("lea rsp, [rbx+20h] with another one", "48 8d 63 20 5d c3 90", Rbp)]
    [InlineData("lea rax, [rbp+20h]", "48 8d 45 20 5d c3 90", Rbp)]
    [InlineData("lea rsp, [r12+rax+10h]", "49 8d 64 04 10 c3 90", R12)]
    [InlineData("lea rsp, [rbx] without a distance", "48 8d 23 5b c3 90 90 90", 3)]
    [InlineData("mov rsp, rbp", "48 8b e5 5d c3 90 90", Rbp)]
    [InlineData("pop rsp", "5c c3 90 90 90 90 90", 0)]
    [InlineData("jmp rax, as switch statements have it", "ff e0 cc cc cc cc cc", 0)]
    [InlineData("call rax", "48 ff d0 c3 90 90 90", 0)]
    [InlineData("two additions", "48 83 c4 08 48 83 c4 08 c3", 0)]
    [InlineData("pop and something else", "5b 90 c3 90 90 90 90", 0)]
    [InlineData("vzeroupper before an epilogue", "c5 f8 77 48 83 c4 28 c3", 0)]
    [InlineData("vzeroall", "c5 fc 77 c3 90 90 90", 0)]
    [InlineData("int3", "cc cc cc cc cc cc cc", 0)]
    public void What_is_no_epilogue(string what, string code, int frameRegister)
    {
        Epilogue? epilogue = Epilogue.Decode(Convert.FromHexString(code.Replace(" ", "", StringComparison.Ordinal)), frameRegister, out bool isCut);
        Assert.True(epilogue is null && !isCut, what);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("48", 0)]
    [InlineData("48 83", 0)]
    [InlineData("48 83 c4", 0)]
    [InlineData("48 83 c4 28", 0)]
    [InlineData("48 81 c4 00 01 00", 0)]
    [InlineData("48 8d", Rbp)]
    [InlineData("48 8d 65", Rbp)]
    [InlineData("49 8d 64", R12)]
    [InlineData("5b", 0)]
    [InlineData("41", 0)]
    [InlineData("f3", 0)]
    [InlineData("e9 00 00 00", 0)]
    [InlineData("eb", 0)]
    [InlineData("5b c5 f8", 0)]
    [InlineData("c5 f8 77", 0)]
    [InlineData("ff", 0)]
    [InlineData("48 ff", 0)]
    public void Code_that_ends_too_early_is_neither(string code, int frameRegister)
    {
        Assert.Null(Epilogue.Decode(Convert.FromHexString(code.Replace(" ", "", StringComparison.Ordinal)), frameRegister, out bool isCut));
        Assert.True(isCut);
    }

    [Theory]
    [InlineData("a function", 0x100, true)]
    [InlineData("the middle of a function", 0x108, false)]
    [InlineData("a part that was moved away, with the frame from its first instruction on", 0x200, false)]
    [InlineData("a part that is chained to another function", 0x280, false)]
    [InlineData("a leaf", 0x400, true)]
    [InlineData("another image", 0x100000, true)]
    [InlineData("itself", 0, true)]
    [InlineData("its own middle", 0x10, false)]
    public void A_jump_is_the_end_of_an_epilogue_when_it_leads_to(string what, uint target, bool isEpilogue)
    {
        // The function takes 0x28 bytes. Where the jump is a tail call they were given back already, and the return address is at the stack pointer.
        UnwindMachine machine = new UnwindMachine()
            .Function(Text, Text + 0x40, 4, 0, 4, 0x42).Function(Text + 0x100, Text + 0x140, 4, 0, 4, 0x42).Function(Text + 0x200, Text + 0x240, 0, 0, 0, 0x42)
            .Info(out uint chained, [0x21, 0, 0, 0, .. BitConverter.GetBytes(Text), .. BitConverter.GetBytes(Text + 0x40), .. BitConverter.GetBytes(Data)]).Entry(Text + 0x280, Text + 0x290, chained)
            .Instructions(Text + 0x20, [0xe9, .. BitConverter.GetBytes((int)target - 0x25)]).Push(0, 0).Push(0x28, Image + Text + 0x110).Push(0x58, 0);
        Backtrace backtrace = machine.Unwind(Text + 0x20);
        Assert.True((backtrace.End, backtrace.Frames.Count) == (BacktraceEnd.ThreadStart, isEpilogue ? 1 : 2), what);
    }

    [Fact]
    public void A_frame_that_was_found_by_an_epilogue_says_so()
    {
        UnwindMachine machine = new UnwindMachine().Function(Text, Text + 0x40, 4, 0, 4, 0x42).Instructions(Text + 0x20, 0x48, 0x83, 0xc4, 0x18, 0x5b, 0xc3)
            .Push(0x18, 0x5555, Image + Text + 0x30).Push(0x50, 0);
        StackFrame frame = machine.Unwind(Text + 0x20).Frames[1];
        Assert.Equal((FrameOrigin.Epilogue, Certainty.Certain, Stack + 0x28), (frame.Origin, frame.Certainty, frame.StackPointer.Value));
        Assert.Equal(0x5555u, frame.Registers.Single(register => register.Name == "rbx").Value);
    }

    [Theory]
    [InlineData(0x2c, false)]
    [InlineData(0x2d, true)]
    [InlineData(0x2f, true)]
    [InlineData(0x30, false)]
    [InlineData(0x3c, false)]
    [InlineData(0x3d, true)]
    [InlineData(0x3f, true)]
    public void Version_2_says_where_epilogues_are(uint offset, bool isEpilogue)
    {
        // Everywhere stands a return, which is an epilogue where the unwind data says so and nowhere else.
        Backtrace backtrace = Version2().Push(0, 0).Push(0x28, Image + Text + 0x10).Push(0x58, 0).Unwind(Text + offset);
        Assert.Equal((BacktraceEnd.ThreadStart, isEpilogue ? 1 : 2), (backtrace.End, backtrace.Frames.Count));
    }

    [Theory]
    [InlineData(0x2e, true)]
    [InlineData(0x3e, false)]
    public void Version_2_need_not_have_an_epilogue_at_the_end(uint offset, bool isEpilogue)
    {
        // Bit 0 of the first code is clear; the third one is zero, which fills a gap and is no place.
        UnwindMachine machine = new UnwindMachine().Info(out uint info, 2, 4, 4, 0, 3, 0x06, 0x13, 0x06, 0, 0x06, 4, 0x42).Entry(Text, Text + 0x40, info)
            .Instructions(Text, [.. Enumerable.Repeat((byte)0xc3, 0x40)]).Push(0, 0).Push(0x28, Image + Text + 0x10).Push(0x58, 0);
        Assert.Equal(isEpilogue ? 1 : 2, machine.Unwind(Text + offset).Frames.Count);
    }

    [Fact]
    public void Version_2_needs_no_code_outside_of_epilogues()
    {
        UnwindMachine machine = Version2().Push(0x28, Image + Text + 0x10).Push(0x58, 0);
        machine.Memory.Unmap(Image + Text);
        Assert.Equal([Certainty.Certain, Certainty.Certain], machine.Unwind(Text + 0x20).Frames.Select(frame => frame.Certainty));
        Assert.Equal(KernelDataFailureReason.Unreadable, machine.Unwind(Text + 0x3e).Failure!.Reason);
    }

    [Fact]
    public void An_epilogue_that_version_2_lists_and_the_code_has_not_is_none()
    {
        UnwindMachine machine = Version2().Instructions(Text + 0x3e, 0xcc);
        Assert.Equal(KernelDataFailureReason.CheckFailed, machine.Unwind(Text + 0x3e).Failure!.Reason);
    }

    /// <summary>A function that takes 0x28 bytes, with epilogues of three bytes at its end and 0x13 bytes before its end.</summary>
    private static UnwindMachine Version2() => new UnwindMachine()
        .Info(out uint info, 2, 4, 3, 0, 3, 0x16, 0x13, 0x06, 4, 0x42, 0, 0).Entry(Text, Text + 0x40, info)
        .Instructions(Text, [.. Enumerable.Repeat((byte)0xc3, 0x40)]);
}
