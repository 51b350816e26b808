namespace KdmpParser.Analysis.Stacks;

/// <summary>
/// The registers of a frame while a stack is unwound. What the calls above have not kept is <see langword="null"/>, never what it was in another frame.
/// </summary>
internal sealed class FrameRegisters
{
    /// <summary>In the order in which instructions and unwind data number them.</summary>
    private static readonly string[] s_names = ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"];

    /// <summary>Registers that a function gives back as it found them: rbx, rbp, rsi, rdi, r12 to r15 ("x64 calling convention" of Microsoft's documentation).</summary>
    private const int Nonvolatile = 0xf0e8;

    private const int FirstNonvolatileXmm = 6;
    private const int Count = 16;
    private const int StackRegister = 4;

    private readonly ulong?[] _general = new ulong?[Count];
    private readonly UInt128?[] _xmm = new UInt128?[Count];

    /// <param name="context">What was captured.</param>
    /// <param name="instructionPointer">Where it stands.</param>
    /// <param name="stackPointer">Its stack pointer.</param>
    public FrameRegisters(Amd64Context context, ulong instructionPointer, ulong stackPointer)
    {
        (InstructionPointer, StackPointer) = (instructionPointer, stackPointer);
        ulong?[] general =
        [
            context.Rax, context.Rcx, context.Rdx, context.Rbx, null, context.Rbp, context.Rsi, context.Rdi,
            context.R8, context.R9, context.R10, context.R11, context.R12, context.R13, context.R14, context.R15,
        ];
        general.CopyTo(_general, 0);
        for (int i = 0; i < Math.Min(context.Xmm?.Length ?? 0, Count); i++)
            _xmm[i] = context.Xmm!.Value[i];
    }

    /// <summary>A copy.</summary>
    public FrameRegisters(FrameRegisters other)
    {
        (InstructionPointer, StackPointer) = (other.InstructionPointer, other.StackPointer);
        other._general.CopyTo(_general, 0);
        other._xmm.CopyTo(_xmm, 0);
    }

    /// <summary>rip.</summary>
    public VirtualAddress InstructionPointer { get; set; }

    /// <summary>rsp.</summary>
    public VirtualAddress StackPointer { get; set; }

    /// <summary>What a register is called.</summary>
    public static string Name(int number) => s_names[number];

    public ulong? General(int number) => number == StackRegister ? StackPointer.Value : _general[number];

    public void SetGeneral(int number, ulong value)
    {
        if (number == StackRegister)
            StackPointer = value;
        else
            _general[number] = value;
    }

    public void SetXmm(int number, UInt128 value) => _xmm[number] = value;

    /// <summary>Forgets what a call need not keep.</summary>
    public void ForgetVolatile()
    {
        for (int i = 0; i < Count; i++)
        {
            if ((Nonvolatile >> i & 1) == 0)
                _general[i] = null;
        }

        Array.Clear(_xmm, 0, FirstNonvolatileXmm);
    }

    /// <summary>All of them by name, in the order of <see cref="CpuContext.Registers"/>.</summary>
    public Register[] ToList() =>
    [
        new("rip", InstructionPointer.Value, 64),
        .. s_names.Select((name, i) => new Register(name, General(i), 64)),
        .. _xmm.Select((value, i) => new Register(FormattableString.Invariant($"xmm{i}"), value, 128)),
    ];
}
