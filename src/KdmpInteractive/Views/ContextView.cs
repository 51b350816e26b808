using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Registers as WinDbg's <c>r</c> lays them out, and which context they are.</summary>
internal static class ContextView
{
    /// <summary>Flags of EFLAGS in the debugger's order: bit, name when set, name when clear.</summary>
    private static readonly (int Bit, string Set, string Clear)[] s_flags =
        [(11, "ov", "nv"), (10, "dn", "up"), (9, "ei", "di"), (7, "ng", "pl"), (6, "zr", "nz"), (4, "ac", "na"), (2, "pe", "po"), (0, "cy", "nc")];

    public static View Of(CpuContext context) => new(
        $"{Machines.Name(context.Machine)} context record (from the dump {context.Kind.ToString().ToLowerInvariant()})",
        context is Amd64Context amd64 ? Amd64(amd64) : Arm64(context));

    private static Block[] Amd64(Amd64Context context)
    {
        ILookup<string, Register> named = context.Registers.ToLookup(register => register.Name);
        Register[] Pick(string names) => [.. names.Split(' ').Select(name => named[name].Single())];
        return
        [
            new RegisterTable(Pick("rax rbx rcx rdx rsi rdi rip rsp rbp r8 r9 r10 r11 r12 r13 r14 r15"), 3),
            new PlainLines(Flags(context.EFlags)),
            new RegisterTable(Pick("cs ss ds es fs gs efl"), 7),
            new Details("Debug registers", new RegisterTable(Pick("dr0 dr1 dr2 dr3 dr6 dr7"), 3)),
            new Details("Vector and floating-point registers", new RegisterTable([.. Pick("mxcsr"), .. Fpu(context)], 6), new RegisterTable(Pick(string.Join(' ', Enumerable.Range(0, 16).Select(i => $"xmm{i}"))), 2)),
        ];
    }

    private static Block[] Arm64(CpuContext context)
    {
        bool IsGeneral(Register register) => register.Bits == 64 && (register.Name[0] == 'x' || register.Name is "fp" or "lr" or "sp" or "pc");
        return
        [
            new RegisterTable([.. context.Registers.Where(IsGeneral)], 4),
            new RegisterTable([.. context.Registers.Where(register => register.Name is "cpsr" or "fpcr" or "fpsr")], 3),
            new Details("Debug registers", new RegisterTable([.. context.Registers.Where(register => register.Name[0] is 'b' or 'w')], 4)),
            new Details("Vector registers", new RegisterTable([.. context.Registers.Where(register => register.Bits == 128)], 2)),
        ];
    }

    private static Register[] Fpu(Amd64Context context) =>
    [
        new("fpcw", context.ControlWord, 16),
        new("fpsw", context.StatusWord, 16),
        new("fptw", context.TagWord, 8),
    ];

    private static string Flags(uint eflags)
    {
        uint iopl = eflags >> 12 & 3;
        IEnumerable<string> names = s_flags.Select(flag => (eflags >> flag.Bit & 1) != 0 ? flag.Set : flag.Clear);
        return string.Create(CultureInfo.InvariantCulture, $"iopl={iopl}         {string.Join(' ', names)}");
    }
}
