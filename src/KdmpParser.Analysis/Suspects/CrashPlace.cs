using System.Collections.Immutable;

namespace KdmpParser.Analysis.Suspects;

/// <summary>Where a crash happened, as far as the dump says: the instruction that failed, or where Windows called its bug check.</summary>
/// <param name="Instruction">The instruction that failed; <see langword="null"/> where no instruction did.</param>
/// <param name="Context">The registers to unwind from: those of the fault, or of the call of the bug check, from which the way leads through the fault.</param>
/// <param name="Stack">The registers from whose stack pointer the stack is gone through, which is that of the fault where it could be found.</param>
internal sealed record CrashPlace(VirtualAddress? Instruction, CpuContext? Context, CpuContext? Stack)
{
    /// <summary>STATUS_BREAKPOINT (ntstatus.h), which the header has of the bug check itself.</summary>
    private const uint Breakpoint = 0x80000003;

    /// <summary>Bug checks of a fault or trap that do not say at which instruction it was.</summary>
    private static readonly uint[] s_traps = [0x7f, 0x139, 0xbe, 0x11c, 0x1aa];

    /// <summary>Whether a processor's trap led to the bug check: what was called after it is Windows' own handling.</summary>
    public bool IsTrap { get; private init; }

    public static CrashPlace Of(KernelDump dump)
    {
        ImmutableArray<CpuContext> contexts = dump.Contexts;
        if (contexts.FirstOrDefault(context => context.Kind == ContextKind.Exception) is { InstructionPointer: { } stopped } fault)
            return new(stopped, fault, fault);

        uint code = (dump.BugCheck?.Code ?? 0) & ~BugCheck.SmallDumpVariant;
        VirtualAddress? instruction = Parameter(dump.BugCheck, CodeParameters.Instruction(code)) ?? Raised(dump);
        CpuContext? start = contexts.FirstOrDefault();
        if (start?.StackPointer is not { } pointer || start.InstructionPointer == instruction)
            return new(instruction, start, start);

        bool isTrap = instruction is not null || s_traps.Contains(code) || CodeParameters.Instruction(code) is not null;
        if (!isTrap || start is not Amd64Context registers || TrapSearch.Find(dump.VirtualMemory, pointer, instruction, IsCode) is not { } frame)
            return new(instruction, start, start) { IsTrap = isTrap };

        // A double fault has a stack of its own, and a small dump can be without that of the fault.
        CpuContext stack = dump.VirtualMemory.TryRead(frame.Rsp, out ulong _)
            ? registers with { Rip = frame.Rip, Rsp = frame.Rsp }
            : start;
        return new(new VirtualAddress(frame.Rip), start, stack) { IsTrap = true };

        bool IsCode(VirtualAddress address) => address.Value > long.MaxValue && dump.FindModule(address) is not null;
    }

    private static VirtualAddress? Parameter(BugCheck? bugCheck, int? index) =>
        index is { } known && bugCheck?.Parameters[known] is { } value and not 0 ? new VirtualAddress(value) : null;

    /// <summary>Where the exception was raised that led to the bug check, or in a dump without one, the exception in its header.</summary>
    private static VirtualAddress? Raised(KernelDump dump)
    {
        ExceptionRecord? raised = dump.Exceptions.LastOrDefault(exception => exception.Kind == ExceptionKind.BugCheckParameter || exception.Code != Breakpoint);
        return raised is { Address.Value: not 0 } ? raised.Address : null;
    }
}
