using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using KdmpParser.Analysis.Images;
using KdmpParser.Analysis.Stacks;
using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.UnwindMachine;

namespace KdmpParser.Analysis.Tests;

/// <summary>Unwind data as bytes: what another program decodes it as, and what is none.</summary>
public partial class UnwindDataTests
{
    /// <summary>objdump takes the distance of UWOP_SAVE_XMM128_FAR for a multiple of 16, and UWOP_SPARE_CODE for what it once was.</summary>
    [GeneratedRegex("save (xmm15|mm0) ")]
    private static partial Regex WrongInObjdump { get; }

    /// <summary>Where an epilogue is, which objdump does not list with the operations.</summary>
    [GeneratedRegex("epilog")]
    private static partial Regex Epilogues { get; }

    [Theory]
    [InlineData("gnu", 30)]
    [InlineData("llvm", 80)]
    public void Operations_are_those_that_objdump_prints(string image, int atLeast)
    {
        string[] printed = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Unwind", image + ".unwind.txt"))
            .Where(line => line.Contains("pc+", StringComparison.Ordinal) && !WrongInObjdump.IsMatch(line) && !Epilogues.IsMatch(line)).Select(line => line.Trim())];
        string[] decoded = [.. Functions(image).Where(function => !function.Function.IsIndirect).SelectMany(function => function.Info.Codes.Select(code => Printed(code, function.Info)))
            .Where(line => !WrongInObjdump.IsMatch(line))];
        Assert.Equal(printed, decoded);
        Assert.True(printed.Length >= atLeast);
    }

    [Fact]
    public void The_images_have_every_operation_and_every_kind_of_entry()
    {
        (RuntimeFunction Function, UnwindInfo Info)[] functions = [.. Functions("gnu"), .. Functions("llvm")];
        HashSet<UnwindOperation> found = [.. functions.SelectMany(function => function.Info.Codes).Select(code => code.Operation)];
        if (functions.Any(function => function.Info.ListsEpilogues))
            found.Add(UnwindOperation.Epilogue);
        Assert.Equal(Enum.GetValues<UnwindOperation>(), found.Order());
        UnwindCode[] codes = [.. functions.SelectMany(function => function.Info.Codes)];
        Assert.Equal([0, 1], codes.Where(code => code.Operation == UnwindOperation.AllocateLarge).Select(code => code.Info).Distinct().Order());
        Assert.Equal([0, 1], codes.Where(code => code.Operation == UnwindOperation.PushMachineFrame).Select(code => code.Info).Distinct().Order());
        Assert.Contains(functions, function => function.Function.IsIndirect);
        Assert.Contains(functions, function => function.Info is { Parent: not null, Codes.Count: 0 });
        Assert.Contains(functions, function => function.Info is { Parent: not null, Codes.Count: > 0 });
        Assert.Equal([0, 3, 5, 12], functions.Select(function => function.Info.FrameRegister).Distinct().Order());
    }

    [Theory]
    [InlineData("version 0", 0, 0, 0, 0)]
    [InlineData("version 3", 3, 0, 0, 0)]
    [InlineData("operation 11", 1, 4, 1, 0, 4, 0x0b)]
    [InlineData("operation 15", 1, 4, 1, 0, 4, 0x0f)]
    [InlineData("an epilogue in version 1", 1, 4, 1, 0, 4, 0x06)]
    [InlineData("a third form of UWOP_ALLOC_LARGE", 1, 4, 3, 0, 4, 0x21, 0, 0, 0, 0)]
    [InlineData("UWOP_ALLOC_LARGE without its size", 1, 4, 1, 0, 4, 0x01)]
    [InlineData("UWOP_SAVE_NONVOL_FAR without half of its distance", 1, 4, 2, 0, 4, 0x35, 0, 0)]
    [InlineData("a frame register that is none", 1, 4, 1, 0, 4, 0x03)]
    public void What_is_no_unwind_data_is_not_guessed(string what, params int[] bytes)
    {
        Backtrace backtrace = new UnwindMachine().Info(out uint info, [.. bytes.Select(value => (byte)value)]).Entry(Text, Text + 0x40, info).Unwind(Text + 0x20);
        Assert.True((backtrace.Failure?.Reason, backtrace.Frames.Count) == (KernelDataFailureReason.CheckFailed, 1), what);
        Assert.Equal<VirtualAddress?>(Image + Data, backtrace.Failure!.Address);
    }

    [Fact]
    public void An_image_for_another_processor_has_no_such_unwind_data()
    {
        UnwindMachine machine = new UnwindMachine().Function(Text, Text + 0x40, 0, 0);
        machine.Memory.U16(ImageBytes.Header + 4, 0xaa64);
        Assert.Equal(KernelDataFailureReason.CheckFailed, machine.Unwind(Text).Failure!.Reason);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, KernelDataFailureReason.LimitExceeded)]
    public void A_chain_of_unwind_data_is_no_longer_than_the_limit_says(int limit, KernelDataFailureReason? reason)
    {
        // Four pieces, each of which takes eight bytes.
        var machine = new UnwindMachine();
        for (uint i = 0; i < 3; i++)
            machine.Info(out _, [0x21, 4, 1, 0, 4, 0x02, 0, 0, .. Function(Text, Text + 0x40, Data + (i + 1) * 20)]);
        machine.Info(out _, 1, 4, 1, 0, 4, 0x02).Entry(Text, Text + 0x40, Data).Push(0x20, 0);
        Backtrace backtrace = machine.Push(0, 1, 2, 3, 4).Unwind(Text + 0x20, new() { ChainedUnwindInfos = limit });
        Assert.Equal(reason, backtrace.Failure?.Reason);
        Assert.Equal(reason is null ? BacktraceEnd.ThreadStart : BacktraceEnd.Stopped, backtrace.End);
    }

    [Fact]
    public void Unwind_data_that_is_chained_to_itself_ends()
    {
        UnwindMachine machine = new UnwindMachine().Info(out uint info, [0x21, 0, 0, 0, .. Function(Text, Text + 0x40, Data)]).Entry(Text, Text + 0x40, info);
        Assert.Equal(KernelDataFailureReason.LimitExceeded, machine.Unwind(Text + 0x20).Failure!.Reason);
    }

    [Fact]
    public void A_part_before_the_function_that_it_belongs_to_has_all_of_its_prologue_behind_it()
    {
        UnwindMachine machine = new UnwindMachine().Entry(Text, Text + 0x40, (Table + 12) | 1).Function(Text + 0x100, Text + 0x140, 4, 0, 4, 0x42).Push(0, 1).Push(0x28, 0);
        Assert.Equal(BacktraceEnd.ThreadStart, machine.Unwind(Text + 2).End);
    }

    [Fact]
    public void An_entry_that_stands_for_one_that_stands_for_another_is_none()
    {
        // An entry whose unwind data is the entry itself, with bit 0 set.
        UnwindMachine machine = new UnwindMachine().Entry(Text, Text + 0x40, Table | 1);
        KernelDataFailure failure = machine.Unwind(Text + 0x20).Failure!;
        Assert.Equal((KernelDataFailureReason.CheckFailed, Image + Table), (failure.Reason, failure.Address!.Value.Value));
    }

    [Fact]
    public void A_chained_part_finds_what_it_saves_by_the_frame_register_that_the_function_has_set()
    {
        // The function set rbp; its part was interrupted between two saves, when the stack pointer had moved.
        UnwindMachine machine = new UnwindMachine().Function(Text, Text + 0x40, 4, 0x05, 4, 0x03, 1, 0x50)
            .Info(out uint part, [0x21, 8, 4, 0x05, 8, 0x74, 1, 0, 4, 0x64, 2, 0, .. Function(Text, Text + 0x40, Data)]).Entry(Text + 0x40, Text + 0x80, part)
            .Push(0x110, 0x6666, 0x7777).Push(0x100, 0, Image + Text + 0x10);
        Backtrace backtrace = machine.Unwind(new Amd64Context { Rip = Image + Text + 0x44, Rsp = Stack, Rbp = Stack + 0x100, Rdi = 1 });
        Assert.Equal([(UInt128)0x6666, 1], ((string[])["rsi", "rdi"]).Select(name => backtrace.Frames[1].Registers.Single(register => register.Name == name).Value!.Value));
    }

    private static byte[] Function(uint begin, uint end, uint data) => [.. BitConverter.GetBytes(begin), .. BitConverter.GetBytes(end), .. BitConverter.GetBytes(data)];

    private static List<(RuntimeFunction Function, UnwindInfo Info)> Functions(string image)
    {
        byte[] file = UnwindTrace.File(image + ".dll");
        using KernelDump dump = new KernelBytes().WithImageFile(file, Image).Open();
        using var headers = new PEReader(new MemoryStream(file));
        DirectoryEntry directory = headers.PEHeaders.PEHeader!.ExceptionTableDirectory;
        var functions = new List<(RuntimeFunction, UnwindInfo)>();
        for (uint at = 0; at < directory.Size; at += 12)
        {
            Assert.True(dump.VirtualMemory.TryRead(Image + (uint)directory.RelativeVirtualAddress + at, out RuntimeFunction function));
            RuntimeFunction entry = function;
            if (function.IsIndirect)
                Assert.True(dump.VirtualMemory.TryRead(Image + function.Target, out entry));
            UnwindInfo? info = UnwindInfo.Read(dump.VirtualMemory, Image + entry.UnwindData, out KernelDataFailure? failure);
            Assert.True(info is not null, failure?.ToString());
            functions.Add((function, info));
        }

        return functions;
    }

    /// <summary>As <c>objdump -p</c> of binutils prints it.</summary>
    private static string Printed(UnwindCode code, UnwindInfo info)
    {
        string register = FrameRegisters.Name(code.Info);
        return FormattableString.Invariant($"pc+0x{code.Offset:x2}: ") + code.Operation switch
        {
            UnwindOperation.Push => $"push {register}",
            UnwindOperation.AllocateSmall => FormattableString.Invariant($"alloc small area: rsp = rsp - 0x{code.Operand:x}"),
            UnwindOperation.AllocateLarge => FormattableString.Invariant($"alloc large area: rsp = rsp - 0x{code.Operand:x}"),
            UnwindOperation.SetFrameRegister => FormattableString.Invariant($"FPReg: {FrameRegisters.Name(info.FrameRegister)} = rsp + 0x{info.FrameOffset:x} (info = 0x{code.Info:x})"),
            UnwindOperation.Save or UnwindOperation.SaveFar => FormattableString.Invariant($"save {register} at rsp + 0x{code.Operand:x}"),
            UnwindOperation.SaveXmm or UnwindOperation.SaveXmmFar => FormattableString.Invariant($"save xmm{code.Info} at rsp + 0x{code.Operand:x}"),
            UnwindOperation.PushMachineFrame => $"interrupt entry (SS, old RSP, EFLAGS, CS, RIP{(code.Info == 0 ? "" : ",ErrorCode")})",
            _ => "save mm0 at rsp + 0x0",
        };
    }
}
