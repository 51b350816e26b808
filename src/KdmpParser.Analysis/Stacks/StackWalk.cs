using KdmpParser.Stacks;

namespace KdmpParser.Analysis.Stacks;

/// <summary>Unwinds one stack from frame to frame, as far as it can be known.</summary>
internal sealed class StackWalk
{
    /// <summary>The privilege level of a code segment: bits 1:0 of its selector (Intel SDM vol. 3A, 3.4.2); 3 is user mode.</summary>
    private const int PrivilegeBits = 3;

    /// <summary>KGDT64_R3_CMCODE (ntos headers of the WDK): the selector of 32-bit user code.</summary>
    private const ushort CompatibilityCode = 0x23;

    private readonly AnalyzedDump _analyzed;
    private readonly UnwoundMemory _memory;
    private readonly FrameUnwinder _unwinder;
    private readonly VirtualAddress[] _initialStacks;
    private readonly List<StackFrame> _frames = [];
    private readonly HashSet<(VirtualAddress, VirtualAddress)> _seen = [];

    private StackWalk(AnalyzedDump analyzed, CpuContext context)
    {
        _analyzed = analyzed;
        _memory = MemoryOf(analyzed, context);
        _unwinder = new(_memory);
        _initialStacks = [.. analyzed.Dump.Processors.Select(processor => processor.InitialStack).OfType<VirtualAddress>()];
    }

    /// <summary>Unwinds from a context.</summary>
    public static Backtrace Run(AnalyzedDump analyzed, CpuContext context)
    {
        if (context is not Amd64Context amd64)
            return new(context, First(analyzed.Dump, context)) { Failure = KernelDataFailure.NotInThisDump("stacks of ARM64 are not unwound yet") };
        if (amd64 is not { Rip: { } instructionPointer, Rsp: { } stackPointer })
            return new(context, []) { Failure = KernelDataFailure.NotRecorded("the context has no instruction pointer and no stack pointer") };
        var walk = new StackWalk(analyzed, context);
        (BacktraceEnd end, KernelDataFailure? failure) = walk.Run(new FrameRegisters(amd64, instructionPointer, stackPointer));
        return new(context, walk._frames) { End = end, Failure = failure };
    }

    /// <summary>The one frame that needs no unwinding.</summary>
    private static StackFrame[] First(KernelDump dump, CpuContext context) => context is { InstructionPointer: { } stopped, StackPointer: { } stack }
        ? [new(0, stopped, stack, FrameOrigin.Context) { Description = dump.Describe(stopped) }]
        : [];

    private (BacktraceEnd End, KernelDataFailure? Failure) Run(FrameRegisters registers)
    {
        var step = new UnwindStep(FrameOrigin.Context, Certainty.Certain);
        BacktraceEnd unlessDone = BacktraceEnd.Stopped;
        for (; ; )
        {
            Add(registers, step);
            if (_frames.Count >= _memory.Limits.StackFrames)
                return (unlessDone, KernelDataFailure.LimitExceeded("frames of a stack", _memory.Limits.StackFrames));
            if (step.CodeSegment is { } segment && (segment & PrivilegeBits) == PrivilegeBits)
            {
                // All of the kernel's frames are there. The user's memory need not be.
                unlessDone = BacktraceEnd.UserMode;
                if (segment == CompatibilityCode)
                    return (unlessDone, KernelDataFailure.CheckFailed("the last frame is 32-bit code, which has no unwind data", registers.InstructionPointer));
                if (_memory.FindModule(registers.InstructionPointer) is null)
                    return (unlessDone, KernelDataFailure.NotRecorded("no user module is known where the last frame lies", registers.InstructionPointer));
            }

            var caller = new FrameRegisters(registers);
            Certainty below = step.Certainty;
            bool isExact = step.Origin is FrameOrigin.Context or FrameOrigin.MachineFrame;
            if (!_unwinder.TryUnwind(caller, isExact, out step, out KernelDataFailure? failure))
                return (unlessDone, failure);
            if (step.Origin != FrameOrigin.MachineFrame && caller.InstructionPointer.Value == 0)
            {
                return step.Certainty == Certainty.Possible
                    ? (unlessDone, KernelDataFailure.CheckFailed("there is no return address where one would have to be", caller.StackPointer - sizeof(ulong)))
                    : (BacktraceEnd.ThreadStart, null);
            }

            if (step.Certainty > below)
                step = step with { Certainty = below };
            _frames[^1] = _frames[^1] with { ReturnAddress = caller.InstructionPointer };
            if (Check(registers.StackPointer, caller, step) is { } wrong)
                return (unlessDone, wrong);
            registers = caller;
        }
    }

    private void Add(FrameRegisters registers, UnwindStep step)
    {
        VirtualAddress place = registers.InstructionPointer;
        _seen.Add((place, registers.StackPointer));
        _frames.Add(new(_frames.Count, place, registers.StackPointer, step.Origin)
        {
            Description = Describe(place, step.Origin is FrameOrigin.Context or FrameOrigin.MachineFrame),
            Certainty = step.Certainty,
            Assumption = step.Assumption,
            Registers = registers.ToList(),
        });
    }

    /// <summary>What a place is called. A call can be the last instruction of a function: it would go on in the next one, and is called by its own.</summary>
    private AddressDescription Describe(VirtualAddress place, bool isExact)
    {
        AddressDescription found = _analyzed.Dump.Describe(place);
        if (isExact || _analyzed.Dump.Describe(place - 1) is not { Symbol: { } symbol } before || (symbol.Address, symbol.Relation) == (found.Symbol?.Address, found.Symbol?.Relation))
            return found;
        return before with { Address = place, Offset = before.Offset + 1, Symbol = symbol with { Displacement = symbol.Displacement + 1 } };
    }

    /// <summary>Whether a caller can be one. Its stack pointer lies above, on the same stack, unless the frame was one where stacks are switched.</summary>
    private KernelDataFailure? Check(VirtualAddress stackPointer, FrameRegisters caller, UnwindStep step)
    {
        VirtualAddress next = caller.StackPointer;
        if (step.Origin != FrameOrigin.MachineFrame && next.Value % sizeof(ulong) != 0)
            return KernelDataFailure.CheckFailed("the stack pointer of the next frame is not aligned", next);
        if (_seen.Contains((caller.InstructionPointer, next)))
            return new(KernelDataFailureReason.Cycle, "the stack leads back to a frame that came before", next);
        bool isOtherStack = step.MaySwitchStack && (step.Origin == FrameOrigin.MachineFrame || (next > stackPointer ? next - stackPointer : stackPointer - next) > StackReader.LargeKernelStackSize);
        if (isOtherStack)
            return null;
        if (next <= stackPointer)
            return KernelDataFailure.CheckFailed("the stack pointer of the next frame does not lie above that of the frame before", next);
        return _initialStacks.Where(initial => initial > stackPointer && initial - stackPointer <= StackReader.LargeKernelStackSize).Any(initial => next > initial)
            ? KernelDataFailure.CheckFailed("the stack pointer of the next frame lies behind the thread's stack", next)
            : null;
    }

    /// <summary>The memory of the processor that the registers belong to: that of the dump, unless they are another processor's, which ran another process.</summary>
    private static UnwoundMemory MemoryOf(AnalyzedDump analyzed, CpuContext context)
    {
        KernelDump dump = analyzed.Dump;
        Processor? processor = dump.Processors.FirstOrDefault(processor => ReferenceEquals(processor.Context, context));
        if (processor is null or { IsCaptured: true } or { Cr3: null } || !dump.VirtualMemory.HasPageTables)
            return new(analyzed, dump.VirtualMemory, hasUserModules: processor is null or { IsCaptured: true });
        Processor? captured = dump.Processors.FirstOrDefault(other => other.IsCaptured);
        return new(analyzed, dump.GetAddressSpace(processor.Cr3.Value), hasUserModules: captured?.CurrentProcess is { } process && process == processor.CurrentProcess);
    }
}
