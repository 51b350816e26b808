using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>Instructions as WinDbg writes them: Intel syntax, lower case, names for addresses.</summary>
internal sealed class CodeText : ISymbolResolver
{
    private readonly KernelDump _dump;
    private readonly MasmFormatter _formatter;
    private readonly StringOutput _output = new();

    public CodeText(KernelDump dump)
    {
        _dump = dump;
        _formatter = new(new FormatterOptions
        {
            UppercaseHex = false,
            HexSuffix = "h",
            FirstOperandCharIndex = 8,
            MemorySizeOptions = MemorySizeOptions.Always,
            BranchLeadingZeros = true,
            ShowBranchSize = false,
            RipRelativeAddresses = false,
        }, this);
    }

    public string Of(in Instruction instruction)
    {
        _formatter.Format(instruction, _output);
        return _output.ToStringAndReset();
    }

    /// <summary>What an address is called, where it is known to be something of a module.</summary>
    public AddressDescription? Name(VirtualAddress address) =>
        _dump.Describe(address) is { } found && (found.Module is not null || found.Kind == AddressKind.UnloadedDriver) ? found : null;

    bool ISymbolResolver.TryGetSymbol(in Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize, out SymbolResult symbol)
    {
        symbol = default;
        OpKind kind = instructionOperand < 0 ? OpKind.Register : instruction.GetOpKind(instructionOperand);
        bool isMemory = kind == OpKind.Memory;
        bool isAddress = kind is OpKind.NearBranch64 or OpKind.NearBranch32 or OpKind.NearBranch16 || (isMemory && HasFixedAddress(instruction));
        if (isMemory && !isAddress)
            return false;
        AddressDescription? name = Name(address);
        if (name is null && !isAddress)
            return false;
        symbol = new(address, name is null ? new VirtualAddress(address).ToString() : $"{name.ShortName} ({new VirtualAddress(address)})");
        return true;
    }

    /// <summary>Whether the address of a memory operand depends on no register but the instruction pointer.</summary>
    private static bool HasFixedAddress(in Instruction instruction) =>
        instruction.IsIPRelativeMemoryOperand
        || (instruction.MemoryBase == Iced.Intel.Register.None && instruction.MemoryIndex == Iced.Intel.Register.None
            && instruction.MemorySegment is not (Iced.Intel.Register.FS or Iced.Intel.Register.GS));
}
