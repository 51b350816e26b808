using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>Compares what an instruction tries with what an exception record says of it.</summary>
/// <param name="dump">Whose exceptions.</param>
/// <param name="context">The registers.</param>
internal sealed class FaultReader(KernelDump dump, CpuContext context)
{
    // ntstatus.h.
    private const uint Breakpoint = 0x80000003;
    private const uint AccessViolation = 0xc0000005;
    private const uint InPageError = 0xc0000006;
    private const uint IllegalInstruction = 0xc000001d;
    private const uint DivideByZero = 0xc0000094;

    /// <summary>What Windows gives as the address of a general protection fault, of which the processor gives none.</summary>
    private const ulong NoAddress = ulong.MaxValue;

    private const string Blame = "Either the hardware is faulty, or the registers belong to another moment.";

    /// <summary>What can be said of the instruction at the instruction pointer.</summary>
    /// <param name="address">The instruction pointer.</param>
    /// <param name="accesses">What it does to memory.</param>
    /// <param name="current">The instruction; <see langword="null"/> where its bytes are missing.</param>
    /// <param name="operands">What is known of its operands.</param>
    public FaultExplanation Explain(VirtualAddress address, IReadOnlyList<AttemptedAccess> accesses, RawInstruction? current, IReadOnlyList<CodeOperand> operands)
    {
        var explanation = new FaultExplanation(address, accesses);
        if (dump.Exceptions.FirstOrDefault(record => record.Address == address) is { } exception)
        {
            (FaultAgreement agreement, string? comparison) = exception.Code switch
            {
                AccessViolation or InPageError => Memory(exception, accesses),
                DivideByZero => Division(current, operands),
                IllegalInstruction => Illegal(current),
                Breakpoint => Trap(current),
                _ => (FaultAgreement.NotCompared, null),
            };
            return explanation with { Exception = exception, Agreement = agreement, Comparison = comparison };
        }

        // The two that parameters of the bug check point to belong together.
        return context.Kind == ContextKind.Exception && dump.Exceptions.FirstOrDefault(record => record.Kind == ExceptionKind.BugCheckParameter) is { } other
            ? explanation with
            {
                Exception = other,
                Agreement = FaultAgreement.Contradicts,
                Comparison = $"The exception record blames the instruction at {other.Address}, and the registers stand at {address}. {Blame}",
            }
            : explanation;
    }

    private static (FaultAgreement, string?) Memory(ExceptionRecord exception, IReadOnlyList<AttemptedAccess> accesses)
    {
        // EXCEPTION_RECORD (winnt.h): the first parameter says what was tried, the second where.
        MemoryAccess? reported = exception.Information[0] switch { 0 => MemoryAccess.Read, 1 => MemoryAccess.Write, 8 => MemoryAccess.Execute, _ => null };
        if (exception.ParameterCount < 2 || reported is not { } access || exception.Information[1] is not { } value)
            return (FaultAgreement.NotCompared, null);
        string says = $"The exception record says that it {AttemptedAccess.Verb(access)} at {new VirtualAddress(value)}";
        bool isUnknown = accesses.Any(tried => tried.Address is null);
        if (value == NoAddress)
            return Protection(accesses, isUnknown);
        if (accesses.FirstOrDefault(tried => Covers(tried, value) && (tried.Access & access) != 0) is { } same)
        {
            string allowed = same.Outcome == AccessOutcome.Allowed ? " Yet the page tables in the dump allow it: they were changed since, or the processor kept an older entry." : "";
            return (FaultAgreement.Agrees, $"{says}, as the instruction does.{allowed}");
        }

        // A fetch at the instruction pointer needs no operand; its record may blame a page further on.
        return isUnknown
            ? (FaultAgreement.Undecided, $"{says}; too little is known of the instruction's operands to tell whether it did.")
            : (FaultAgreement.Contradicts, $"{says}, and the instruction {(accesses.Count == 0 ? "touches no memory" : Places(accesses))}. {Blame}");
    }

    /// <summary>The processor says nothing of the place of a general protection fault, and Windows gives the last address (-1) instead.</summary>
    private static (FaultAgreement, string?) Protection(IReadOnlyList<AttemptedAccess> accesses, bool isUnknown)
    {
        string says = $"The exception record has no address ({new VirtualAddress(NoAddress)}), as for a general protection fault";
        AccessOutcome? outcome = accesses.FirstOrDefault(tried => tried.Outcome is AccessOutcome.NotCanonical or AccessOutcome.Misaligned)?.Outcome;
        return outcome switch
        {
            AccessOutcome.NotCanonical => (FaultAgreement.Agrees, $"{says}, which an address that is not canonical raises."),
            AccessOutcome.Misaligned => (FaultAgreement.Agrees, $"{says}, which an address that is not aligned raises."),
            _ when isUnknown || accesses.Count == 0 => (FaultAgreement.Undecided, $"{says}; too little is known of the instruction's operands to tell why."),
            _ => (FaultAgreement.Contradicts, $"{says}, and the instruction {Places(accesses)}, which is canonical and raises none. {Blame[..^1]}, or a hypervisor refused the access."),
        };
    }

    private static bool Covers(AttemptedAccess tried, ulong value) =>
        tried.Address is { } first && new VirtualAddress(value) - first < (ulong)Math.Max(tried.Access == MemoryAccess.Execute ? CodeDecoder.LongestInstruction : tried.Size, 1);

    private static string Places(IReadOnlyList<AttemptedAccess> accesses) =>
        string.Join(" and ", accesses.Select(tried => $"{AttemptedAccess.Verb(tried.Access)} at {tried.Address}"));

    private static (FaultAgreement, string?) Division(RawInstruction? current, IReadOnlyList<CodeOperand> operands)
    {
        const string Says = "The exception record says that it divides by zero";
        if (current is not { State: DecodingState.Decoded, Instruction: var instruction })
            return (FaultAgreement.Undecided, $"{Says}; its bytes are missing.");
        if (instruction.Mnemonic is not (Mnemonic.Div or Mnemonic.Idiv))
            return (FaultAgreement.Contradicts, $"{Says}, and the instruction is no division. {Blame}");
        bool? isZero = instruction.Op0Kind == OpKind.Register
            ? Part(instruction.Op0Register, operands) is { } divisor ? divisor == 0 : null
            : operands.FirstOrDefault(operand => operand.Kind == OperandKind.Memory)?.Content is { Failure: null } content ? content.Bytes.All(part => part == 0) : null;
        return isZero switch
        {
            null => (FaultAgreement.Undecided, $"{Says}; the divisor is not known."),
            true => (FaultAgreement.Agrees, $"{Says}, and the divisor is zero."),
            false => (FaultAgreement.Contradicts, $"{Says}, and the divisor is not zero. {Blame}"),
        };
    }

    /// <summary>What a register, or a part of one, held.</summary>
    private static UInt128? Part(Iced.Intel.Register register, IReadOnlyList<CodeOperand> operands)
    {
        string full = register.GetFullRegister().ToString();
        UInt128? value = operands.FirstOrDefault(operand => operand.Kind == OperandKind.Register && operand.Text.Equals(full, StringComparison.OrdinalIgnoreCase))?.Value;
        bool isHigh = register is Iced.Intel.Register.AH or Iced.Intel.Register.BH or Iced.Intel.Register.CH or Iced.Intel.Register.DH;
        return (isHigh ? value >> 8 : value) & ((UInt128.One << (8 * register.GetSize())) - 1);
    }

    private static (FaultAgreement, string?) Illegal(RawInstruction? current)
    {
        const string Says = "The exception record says that it is no valid instruction";
        return current switch
        {
            null or { State: DecodingState.Incomplete } => (FaultAgreement.Undecided, $"{Says}; its bytes are missing."),
            { State: DecodingState.Invalid } => (FaultAgreement.Agrees, $"{Says}, and its bytes are none."),
            { Instruction.Mnemonic: Mnemonic.Ud0 or Mnemonic.Ud1 or Mnemonic.Ud2 } => (FaultAgreement.Agrees, $"{Says}, which this one is on purpose."),
            { Instruction: var instruction } when instruction.CpuidFeatures.All(IsOnEveryProcessor) =>
                (FaultAgreement.Contradicts, $"{Says}, and every x64 processor has it. {Blame}"),
            _ => (FaultAgreement.Undecided, $"{Says}; not every processor has it."),
        };
    }

    /// <summary>What x64 began with.</summary>
    private static bool IsOnEveryProcessor(CpuidFeature feature) => feature is CpuidFeature.INTEL8086 or CpuidFeature.INTEL186 or CpuidFeature.INTEL286
        or CpuidFeature.INTEL386 or CpuidFeature.INTEL486 or CpuidFeature.X64 or CpuidFeature.CMOV or CpuidFeature.SSE or CpuidFeature.SSE2;

    private static (FaultAgreement, string?) Trap(RawInstruction? current) => current is { State: DecodingState.Decoded, Instruction.Mnemonic: Mnemonic.Int3 }
        ? (FaultAgreement.Agrees, "The exception record says that it is a breakpoint, which it is.")
        : (FaultAgreement.NotCompared, "The exception record says that it is a breakpoint: so Windows marks the place of a bug check, where no breakpoint needs to be.");
}
