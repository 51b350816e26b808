namespace KdmpParser.Tests;

/// <summary>Contexts whose bytes are all set: what ContextFlags does not name is not captured all the same.</summary>
public class ContextPartsTests
{
    private const int At = 0x348;

    private const string Amd64Control = "rip rsp efl cs ss";
    private const string Amd64Integer = "rax rbx rcx rdx rsi rdi rbp r8 r9 r10 r11 r12 r13 r14 r15";
    private const string Amd64Segments = "ds es fs gs";
    private const string Amd64Debug = "dr0 dr1 dr2 dr3 dr6 dr7";
    private const string Amd64FloatingPoint = "mxcsr xmm0 xmm1 xmm2 xmm3 xmm4 xmm5 xmm6 xmm7 xmm8 xmm9 xmm10 xmm11 xmm12 xmm13 xmm14 xmm15";

    private static readonly string s_arm64Integer = Numbered("x", 29);
    private static readonly string s_arm64FloatingPoint = "fpcr fpsr " + Numbered("v", 32);
    private static readonly string s_arm64Debug = string.Join(' ', Numbered("bcr", 8), Numbered("bvr", 8), Numbered("wcr", 2), Numbered("wvr", 2));

    public static TheoryData<uint, ContextParts, string> Amd64Parts => new()
    {
        { 0x01, ContextParts.Control, Amd64Control },
        { 0x02, ContextParts.Integer, Amd64Integer },
        { 0x04, ContextParts.Segments, Amd64Segments },
        { 0x08, ContextParts.FloatingPoint, Amd64FloatingPoint },
        { 0x10, ContextParts.DebugRegisters, Amd64Debug },
        { 0x40, ContextParts.ExtendedState, "" },
    };

    public static TheoryData<uint, ContextParts, string> Arm64Parts => new()
    {
        { 0x01, ContextParts.Control, "fp lr sp pc cpsr" },
        { 0x02, ContextParts.Integer, s_arm64Integer },
        { 0x04, ContextParts.FloatingPoint, s_arm64FloatingPoint },
        { 0x08, ContextParts.DebugRegisters, s_arm64Debug },
        { 0x20, ContextParts.ExtendedState, "" },
    };

    [Theory]
    [MemberData(nameof(Amd64Parts))]
    public void An_x64_context_of_one_part_has_the_registers_of_this_part_only(uint flag, ContextParts part, string names)
    {
        Amd64Context context = Amd64(0x100000 | flag);
        Assert.Equal(part, context.Parts);
        Assert.Equal(Sorted(names), Names(context, captured: true));
        Assert.Equal(part == ContextParts.Control, context.InstructionPointer is not null);
        Assert.Equal(part == ContextParts.Control, context.StackPointer is not null);
        Assert.Equal(part == ContextParts.Control, context.Flags is not null && context.IoPrivilegeLevel is not null);
        Assert.Equal(part == ContextParts.FloatingPoint, context.MxCsrFlags is not null && context.MxCsrRounding is not null);
    }

    [Theory]
    [MemberData(nameof(Amd64Parts))]
    public void An_x64_context_without_one_part_lacks_the_registers_of_this_part_only(uint flag, ContextParts part, string names)
    {
        Amd64Context context = Amd64(0x10005f & ~flag);
        Assert.False(context.Parts.HasFlag(part));
        Assert.Equal(Sorted(names), Names(context, captured: false));
    }

    [Theory]
    [MemberData(nameof(Amd64Parts))]
    public void Registers_of_x64_that_are_in_no_list_belong_to_parts_too(uint flag, ContextParts part, string _)
    {
        Amd64Context context = Amd64(0x100000 | flag);
        object?[] floatingPoint =
        [
            context.X87, context.Xmm, context.FxMxCsr, context.MxCsrMask, context.ControlWord, context.StatusWord, context.TagWord,
            context.ErrorOpcode, context.ErrorOffset, context.ErrorSelector, context.DataOffset, context.DataSelector,
        ];
        object?[] debug =
        [
            context.DebugControl, context.LastBranchToRip, context.LastBranchFromRip, context.LastExceptionToRip, context.LastExceptionFromRip,
        ];
        object?[] extended = [context.Vector, context.VectorControl];
        Assert.All(floatingPoint, value => Assert.Equal(part == ContextParts.FloatingPoint, value is not null));
        Assert.All(debug, value => Assert.Equal(part == ContextParts.DebugRegisters, value is not null));
        Assert.All(extended, value => Assert.Equal(part == ContextParts.ExtendedState, value is not null));
        Assert.Equal(6, context.Home.Length);
    }

    [Theory]
    [MemberData(nameof(Arm64Parts))]
    public void An_ARM64_context_of_one_part_has_the_registers_of_this_part_only(uint flag, ContextParts part, string names)
    {
        Arm64Context context = Arm64(0x400000 | flag);
        Assert.Equal(part, context.Parts);
        Assert.Equal(Sorted(names), Names(context, captured: true));
        Assert.Equal(part == ContextParts.Control, context.InstructionPointer is not null);
        Assert.Equal(part == ContextParts.Control, context.StackPointer is not null);
        Assert.Equal(part == ContextParts.Control, context.Flags is not null && context.ExceptionLevel is not null);
    }

    [Theory]
    [MemberData(nameof(Arm64Parts))]
    public void An_ARM64_context_without_one_part_lacks_the_registers_of_this_part_only(uint flag, ContextParts part, string names)
    {
        Arm64Context context = Arm64(0x40002f & ~flag);
        Assert.False(context.Parts.HasFlag(part));
        Assert.Equal(Sorted(names), Names(context, captured: false));
    }

    [Theory]
    [InlineData(0x5f)]
    [InlineData(0x40005f)] // ARM64
    [InlineData(0x01005f)] // x86
    public void Flags_without_the_bit_of_x64_name_no_part(uint flags)
    {
        Amd64Context context = Amd64(flags);
        Assert.Equal((flags, ContextParts.None), (context.ContextFlags, context.Parts));
        Assert.Equal("", Names(context, captured: true));
    }

    [Fact]
    public void Flags_without_the_bit_of_ARM64_name_no_part()
    {
        Arm64Context context = Arm64(0x10000f);
        Assert.Equal(ContextParts.None, context.Parts);
        Assert.Equal("", Names(context, captured: true));
    }

    [Fact]
    public void Where_a_context_stands_is_said_to_be_missing_when_it_is() =>
        Assert.Equal("X64 context (Header) at (not captured)", Amd64(0x100002).ToString());

    [Fact]
    public void A_part_that_was_not_captured_is_written_as_zeros()
    {
        var bytes = new byte[0x4d0];
        Array.Fill(bytes, (byte)0xcc);
        new Amd64Context { ContextFlags = 0x100001, Rip = 0x1122, Xmm = null }.Encode(bytes);
        Assert.Equal((0x100001U, 0x1122UL), (BitConverter.ToUInt32(bytes, 0x30), BitConverter.ToUInt64(bytes, 0xf8)));
        bytes.AsSpan(0x30, 4).Clear();
        bytes.AsSpan(0xf8, 8).Clear();
        Assert.All(bytes, value => Assert.Equal(0, value));
    }

    [Fact]
    public void An_ARM64_part_that_was_not_captured_is_written_as_zeros()
    {
        var bytes = new byte[0x390];
        Array.Fill(bytes, (byte)0xcc);
        new Arm64Context { ContextFlags = 0x400001, Pc = 0x1122 }.Encode(bytes);
        Assert.Equal((0x400001U, 0x1122UL), (BitConverter.ToUInt32(bytes, 0), BitConverter.ToUInt64(bytes, 0x108)));
        bytes.AsSpan(0, 4).Clear();
        bytes.AsSpan(0x108, 8).Clear();
        Assert.All(bytes, value => Assert.Equal(0, value));
    }

    /// <summary>The names of the registers that were captured, or of those that were not.</summary>
    private static string Names(CpuContext context, bool captured) =>
        Sorted(string.Join(' ', context.Registers.Where(register => register.Value is not null == captured).Select(register => register.Name)));

    private static string Sorted(string names) => string.Join(' ', names.Split(' ').Order());

    private static string Numbered(string name, int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"{name}{i}"));

    private static Amd64Context Amd64(uint flags) => (Amd64Context)Open(DumpBytes.X64, 0x4d0, flagsAt: 0x30, flags);

    private static Arm64Context Arm64(uint flags) => (Arm64Context)Open(DumpBytes.Arm64, 0x390, flagsAt: 0, flags);

    private static CpuContext Open(uint machine, int size, int flagsAt, uint flags)
    {
        DumpBytes bytes = DumpBytes.Full().U32(0x030, machine).Noise(At, size).U32(At + flagsAt, flags);
        using KernelDump dump = bytes.Open();
        return dump.Context!;
    }
}
