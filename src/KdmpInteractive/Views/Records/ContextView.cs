using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Registers as WinDbg's <c>r</c> lays them out, and which context they are.</summary>
internal static class ContextView
{
    private static readonly string s_xmm = Numbered("xmm", 16);
    private const string General = "rax rbx rcx rdx rsi rdi rip rsp rbp r8 r9 r10 r11 r12 r13 r14 r15";
    private const string Debug = "dr0 dr1 dr2 dr3 dr6 dr7";
    private static readonly string s_x = Numbered("x", 29);
    private static readonly string s_v = Numbered("v", 32);
    private static readonly string s_breakpoints = $"{Numbered("bcr", 8)} {Numbered("bvr", 8)} {Numbered("wcr", 2)} {Numbered("wvr", 2)}";

    /// <summary>The registers of each part (<see cref="ContextParts"/>).</summary>
    private static readonly (string Part, string Names)[] s_amd64 =
    [
        ("control registers", "rip rsp cs ss efl"),
        ("integer registers", "rax rbx rcx rdx rsi rdi rbp r8 r9 r10 r11 r12 r13 r14 r15"),
        ("segment registers", "ds es fs gs"),
        ("debug registers", Debug),
        ("vector and floating-point registers", "mxcsr fpcw fpsw fptw " + s_xmm),
    ];

    private static readonly (string Part, string Names)[] s_arm64 =
    [
        ("control registers", "fp lr sp pc cpsr"),
        ("integer registers", s_x),
        ("debug registers", s_breakpoints),
        ("vector registers", "fpcr fpsr " + s_v),
    ];

    /// <summary>Flags in the debugger's order, with their names when set and when clear.</summary>
    private static readonly (RFlags Flag, string Set, string Clear)[] s_flags =
    [
        (RFlags.Overflow, "ov", "nv"), (RFlags.Direction, "dn", "up"), (RFlags.InterruptEnable, "ei", "di"), (RFlags.Sign, "ng", "pl"),
        (RFlags.Zero, "zr", "nz"), (RFlags.AuxiliaryCarry, "ac", "na"), (RFlags.Parity, "pe", "po"), (RFlags.Carry, "cy", "nc"),
    ];

    private static readonly (PstateFlags Flag, char Set)[] s_conditions =
        [(PstateFlags.Negative, 'N'), (PstateFlags.Zero, 'Z'), (PstateFlags.Carry, 'C'), (PstateFlags.Overflow, 'V')];

    public static View Of(CpuContext context) => Of(context, []);

    /// <param name="context">What is shown.</param>
    /// <param name="others">The other contexts of the dump, for a line about them.</param>
    /// <param name="dump">Whose modules the values lie in.</param>
    public static View Of(CpuContext context, IReadOnlyList<CpuContext> others, KernelDump? dump = null)
    {
        Func<Register, string?> name = register => register is { Bits: 64, Value: { } value } ? AddressNames.Of(dump, (ulong)value) : null;
        bool isRedacted = dump is { IsRedacted: true };
        return new(
            $"{Machines.Name(context.Machine)} context record ({ContextKinds.Source(context.Kind)})",
            [.. context is Amd64Context amd64 ? Amd64(amd64, name, isRedacted) : Arm64((Arm64Context)context, name, isRedacted), .. More(others, dump)]);
    }

    private static Block[] Amd64(Amd64Context context, Func<Register, string?> name, bool isRedacted)
    {
        var registers = new CapturedRegisters([.. context.Registers, .. Fpu(context)], s_amd64, name);
        return
        [
            .. registers.Table(General, 3),
            .. Flags(context),
            .. registers.Table("cs ss ds es fs gs efl", 7),
            registers.Names($"{General} {Debug}"),
            .. CapturedRegisters.Folded("Debug registers", registers.Table(Debug, 3)),
            .. CapturedRegisters.Folded(
                "Vector and floating-point registers", [.. registers.Table("mxcsr fpcw fpsw fptw", 6), .. registers.Table(s_xmm, 2)]),
            .. registers.Missing(isRedacted),
        ];
    }

    private static Block[] Arm64(Arm64Context context, Func<Register, string?> name, bool isRedacted)
    {
        var registers = new CapturedRegisters(context.Registers, s_arm64, name);
        return
        [
            .. registers.Table(s_x + " fp lr sp pc", 4),
            .. Flags(context),
            .. registers.Table("cpsr fpcr fpsr", 3),
            registers.Names($"{s_x} fp lr sp pc {s_breakpoints}"),
            .. CapturedRegisters.Folded("Debug registers", registers.Table(s_breakpoints, 4)),
            .. CapturedRegisters.Folded("Vector registers", registers.Table(s_v, 2)),
            .. registers.Missing(isRedacted),
        ];
    }

    private static Register[] Fpu(Amd64Context context) =>
    [
        new("fpcw", context.ControlWord, 16),
        new("fpsw", context.StatusWord, 16),
        new("fptw", context.TagWord, 8),
    ];

    private static PlainLines[] Flags(Amd64Context context)
    {
        if (context.Flags is not { } flags)
            return [];
        IEnumerable<string> names = s_flags.Select(flag => flags.HasFlag(flag.Flag) ? flag.Set : flag.Clear);
        return [new(string.Create(CultureInfo.InvariantCulture, $"iopl={context.IoPrivilegeLevel}         {string.Join(' ', names)}"))];
    }

    private static PlainLines[] Flags(Arm64Context context)
    {
        if (context.Flags is not { } flags)
            return [];
        IEnumerable<char> conditions = s_conditions.Select(condition => flags.HasFlag(condition.Flag) ? condition.Set : '-');
        return [new(string.Create(CultureInfo.InvariantCulture, $"{string.Concat(conditions)} EL{context.ExceptionLevel}"))];
    }

    private static Paragraph[] More(IReadOnlyList<CpuContext> others, KernelDump? dump) =>
        others.Count == 0 ? [] : [new($"{others.Count} more: {string.Join("; ", others.Select(other => ContextKinds.Place(other, dump)))}.")];

    private static string Numbered(string name, int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"{name}{i}"));
}
