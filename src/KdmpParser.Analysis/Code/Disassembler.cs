using System.Globalization;
using System.Runtime.InteropServices;
using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>Makes one listing.</summary>
internal sealed class Disassembler
{
    private const int Arm64InstructionSize = 4;

    /// <summary>CS of 32-bit code in a WoW64 process (KGDT64_R3_CMCODE and its privilege level).</summary>
    private const ushort CompatibilityCode = 0x23;

    private readonly AnalyzedDump _analyzed;
    private readonly KernelDump _dump;
    private readonly DisassemblyOptions _options;
    private readonly VirtualAddressSpace _memory;
    private readonly CodeText _text;
    private readonly OperandReader _operands;

    public Disassembler(AnalyzedDump analyzed, DisassemblyOptions options)
    {
        (_analyzed, _dump, _options) = (analyzed, analyzed.Dump, options);
        _memory = options.Memory ?? _dump.VirtualMemory;
        _text = new(_dump);
        _operands = new(_memory, _text);
    }

    public CodeListing Run(VirtualAddress address) => _dump.Machine == MachineType.Arm64 ? Words(address) : Instructions(address);

    private CodeListing Instructions(VirtualAddress address)
    {
        int bitness = Bitness(address);
        var lines = new List<RawInstruction>();
        PrecedingCode? before = _options.Before == 0 ? null : new PrecedingCodeReader(_analyzed, _memory, bitness).Read(address, _options.Before, lines);
        MemoryView code = _memory.View(address, _options.Count * CodeDecoder.LongestInstruction);
        lines.AddRange(new CodeDecoder(ImmutableCollectionsMarshal.AsArray(code.Bytes)!, address, bitness).From(0).Take(_options.Count));
        bool isShort = lines.Count - (before?.Count ?? 0) < _options.Count || lines is [.., { State: DecodingState.Incomplete }];

        CpuContext? context = Context(address, lines);
        VirtualAddress? current = context?.InstructionPointer;
        var registers = new ContextRegisters(_dump, context);
        var none = new ContextRegisters(_dump, null);
        var instructions = new List<DecodedInstruction>(lines.Count);
        FaultExplanation? fault = null;
        foreach (RawInstruction line in lines)
        {
            bool isCurrent = line.Address == current;
            DecodedInstruction instruction = Decoded(line, isCurrent ? registers : none, isCurrent, code.Failure);
            instructions.Add(instruction);
            if (isCurrent)
                fault = Explain(context!, registers, line, instruction.Operands);
        }

        // Nothing could be read where the registers stand: that was the fault.
        if (current is { } missing && fault is null)
            fault = Explain(context!, registers, new(missing, default, DecodingState.Incomplete, default), []);
        return new(address, _dump.Machine, instructions)
        {
            Description = _dump.Describe(address),
            Before = before,
            Context = context,
            Fault = fault,
            Failure = isShort ? code.Failure : null,
            Note = bitness == 32 ? "32-bit code of a WoW64 process." : null,
        };
    }

    private DecodedInstruction Decoded(RawInstruction line, ContextRegisters registers, bool isCurrent, MemoryFailure? failure)
    {
        var instruction = new DecodedInstruction(line.Address, [.. line.Bytes.Span], line.State switch
        {
            DecodingState.Decoded => _text.Of(line.Instruction),
            DecodingState.Invalid => "(bad)",
            _ => "(its end is missing)",
        })
        {
            State = line.State,
            IsCurrent = isCurrent,
            Failure = line.State == DecodingState.Incomplete ? failure : null,
        };
        if (line.State != DecodingState.Decoded)
            return instruction;
        List<CodeOperand> operands = _operands.Read(line.Instruction, registers, isCurrent);
        return instruction with { Operands = operands, Target = Target(line.Instruction, operands) };
    }

    /// <summary>Where it leads: as it says itself, or as a register or captured memory does.</summary>
    private AddressDescription? Target(in Instruction instruction, List<CodeOperand> operands)
    {
        if (instruction.Op0Kind is OpKind.NearBranch64 or OpKind.NearBranch32 or OpKind.NearBranch16)
            return _dump.Describe(instruction.NearBranchTarget);
        if (!instruction.IsCallNearIndirect && !instruction.IsJmpNearIndirect)
            return null;
        if (instruction.Op0Kind == OpKind.Memory)
            return operands.Find(operand => operand.Access == MemoryAccess.Read)?.Content is { Failure: null, Bytes.Length: sizeof(ulong) } content ? _dump.Describe(BitConverter.ToUInt64(content.Bytes.AsSpan())) : null;
        string register = instruction.Op0Register.ToString();
        return operands.Find(operand => operand.Text.Equals(register, StringComparison.OrdinalIgnoreCase))?.Value is { } value ? _dump.Describe((ulong)value) : null;
    }

    private FaultExplanation Explain(CpuContext context, ContextRegisters registers, RawInstruction line, IReadOnlyList<CodeOperand> operands)
    {
        var reader = new AccessReader(_memory, registers.IsUser);
        AttemptedAccess fetch = reader.Fetch(line.Address, _text.Name(line.Address));
        AttemptedAccess[] accesses =
        [
            .. fetch.Outcome == AccessOutcome.Allowed || (fetch.Outcome == AccessOutcome.Unknown && line.State != DecodingState.Incomplete) ? [] : (AttemptedAccess[])[fetch],
            .. operands.Select(operand => reader.Of(operand, line.Instruction)).OfType<AttemptedAccess>(),
        ];
        return new FaultReader(_dump, context).Explain(line.Address, accesses, line.State == DecodingState.Incomplete ? null : line, operands);
    }

    /// <summary>The context that stands at the address or, else, at an instruction of the listing.</summary>
    private CpuContext? Context(VirtualAddress address, List<RawInstruction> lines)
    {
        IReadOnlyList<CpuContext> contexts = _options.Context is { } chosen ? [chosen]
            : _memory.DirectoryTableBase == _dump.VirtualMemory.DirectoryTableBase ? _dump.Contexts : [];
        return contexts.FirstOrDefault(context => context.InstructionPointer == address)
            ?? contexts.FirstOrDefault(context => lines.Exists(line => line.Address == context.InstructionPointer));
    }

    private int Bitness(VirtualAddress address)
    {
        bool is32Bit = _dump.FindModule(address) is { Is32Bit: true }
            || (_options.Context is Amd64Context { SegCs: CompatibilityCode } context && context.InstructionPointer == address);
        return is32Bit ? 32 : 64;
    }

    private CodeListing Words(VirtualAddress address)
    {
        VirtualAddress start = new(address.Value & ~(Arm64InstructionSize - 1UL));
        ulong room = Math.Min((ulong)_options.Before, start.Value / Arm64InstructionSize);
        MemoryView earlier = Trailing(_memory, start, (int)room * Arm64InstructionSize, out MemoryFailure? missing);
        int before = earlier.Bytes.Length / Arm64InstructionSize;
        MemoryView code = _memory.View(start - (ulong)(before * Arm64InstructionSize), (before + _options.Count) * Arm64InstructionSize);
        var words = new List<DecodedInstruction>();
        CpuContext? context = _options.Context ?? _dump.Contexts.FirstOrDefault(context => context.InstructionPointer == start);
        for (int at = 0; at + Arm64InstructionSize <= code.Bytes.Length; at += Arm64InstructionSize)
        {
            VirtualAddress place = new VirtualAddress(code.Address) + (ulong)at;
            uint word = BitConverter.ToUInt32(code.Bytes.AsSpan()[at..]);
            words.Add(new(place, [.. code.Bytes.AsSpan(at, Arm64InstructionSize)], string.Create(CultureInfo.InvariantCulture, $"{word:x8}"))
            {
                State = DecodingState.NotDecoded,
                IsCurrent = place == context?.InstructionPointer,
            });
        }

        return new(address, _dump.Machine, words)
        {
            Description = _dump.Describe(address),
            Before = _options.Before == 0 ? null : new(before, CodeStart.FixedLength, Certainty.Certain, "instructions of ARM64 have four bytes")
            {
                Failure = missing is { } reason ? KernelDataFailure.Unreadable("the code before it", reason) : null,
            },
            Context = words.Exists(word => word.IsCurrent) ? context : null,
            Failure = code.Failure,
            Note = "These are the words of the instructions: no decoder of ARM64 is included.",
        };
    }

    /// <summary>What can be read without a gap up to an address.</summary>
    /// <param name="memory">The address space.</param>
    /// <param name="end">The address behind it.</param>
    /// <param name="length">How much is wanted.</param>
    /// <param name="missing">Why it is less.</param>
    public static MemoryView Trailing(VirtualAddressSpace memory, VirtualAddress end, int length, out MemoryFailure? missing)
    {
        missing = null;
        MemoryPieces pieces = memory.ViewAll(end - (ulong)length, length);
        MemoryView last = pieces[^1];
        if (last.Failure is { } failure)
        {
            missing = failure;
            return last with { Address = end.Value, Requested = 0, Bytes = [], Failure = null };
        }

        missing = pieces.Count > 1 ? pieces[^2].Failure : null;
        return last;
    }
}
