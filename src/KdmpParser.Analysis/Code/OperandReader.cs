using System.Globalization;
using System.Text;
using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>What is known of the operands of an instruction.</summary>
/// <param name="memory">The address space.</param>
/// <param name="text">Gives addresses names.</param>
internal sealed class OperandReader(VirtualAddressSpace memory, CodeText text)
{
    /// <summary>Of longer ones, such as that of FXSAVE, the beginning is shown.</summary>
    private const int ShownBytes = 64;

    private const int PointerSize = 8;

    /// <summary>Selectors say nothing where memory is flat.</summary>
    private const int SegmentBits = 16;

    private readonly InstructionInfoFactory _factory = new();

    /// <param name="instruction">The instruction.</param>
    /// <param name="registers">The registers of the context that stands at it; of none for any other instruction.</param>
    /// <param name="isCurrent">Whether there is such a context.</param>
    public List<CodeOperand> Read(in Instruction instruction, ContextRegisters registers, bool isCurrent)
    {
        var operands = new List<CodeOperand>();
        InstructionInfo info = _factory.GetInfo(instruction);
        if (isCurrent)
            AddRegisters(info, registers, operands);
        foreach (UsedMemory used in info.GetUsedMemory())
        {
            bool isKnown = used.TryGetVirtualAddress(0, registers, out ulong address);
            if (isKnown || isCurrent)
                operands.Add(Memory(used, isKnown ? address : null));
        }

        // The decoder counts no memory for an instruction that does not touch it.
        if (instruction.Mnemonic == Mnemonic.Lea && instruction.TryGetVirtualAddress(1, 0, registers, out ulong computed))
            operands.Add(Memory(Place(instruction), computed));
        return operands;
    }

    private static UsedMemory Place(in Instruction instruction) => instruction.IsIPRelativeMemoryOperand
        ? new(Iced.Intel.Register.None, Iced.Intel.Register.None, Iced.Intel.Register.None, 1, instruction.IPRelativeMemoryAddress, MemorySize.Unknown, OpAccess.NoMemAccess)
        : new(Iced.Intel.Register.None, instruction.MemoryBase, instruction.MemoryIndex, instruction.MemoryIndexScale, instruction.MemoryDisplacement64, MemorySize.Unknown, OpAccess.NoMemAccess);

    private static void AddRegisters(InstructionInfo info, ContextRegisters registers, List<CodeOperand> operands)
    {
        foreach (UsedRegister used in info.GetUsedRegisters())
        {
            bool isRead = used.Access is OpAccess.Read or OpAccess.CondRead or OpAccess.ReadWrite or OpAccess.ReadCondWrite;
            if (isRead && registers.Find(used.Register) is { } register && register.Bits > SegmentBits && operands.TrueForAll(known => known.Text != register.Name))
                operands.Add(new(OperandKind.Register, register.Name) { Value = register.Value, Bits = register.Bits });
        }
    }

    private CodeOperand Memory(in UsedMemory used, ulong? address)
    {
        MemoryAccess access = used.Access switch
        {
            OpAccess.Read or OpAccess.CondRead => MemoryAccess.Read,
            OpAccess.Write or OpAccess.CondWrite => MemoryAccess.Write,
            OpAccess.ReadWrite or OpAccess.ReadCondWrite => MemoryAccess.ReadWrite,
            _ => MemoryAccess.None,
        };
        int size = used.MemorySize.GetSize();
        var operand = new CodeOperand(access == MemoryAccess.None ? OperandKind.Address : OperandKind.Memory, Text(used))
        {
            Access = access,
            Size = size,
            Address = address is { } known ? new VirtualAddress(known) : null,
            Description = address is { } named ? text.Name(named) : null,
        };
        if (operand.Address is not { } place || access == MemoryAccess.None || size == 0)
            return operand;
        MemoryView content = memory.View(place, Math.Min(size, ShownBytes));
        return operand with
        {
            Content = content,
            PointsTo = content is { Failure: null, Bytes.Length: PointerSize } ? text.Name(BitConverter.ToUInt64(content.Bytes.AsSpan())) : null,
        };
    }

    /// <summary>The place as the instruction names it: <c>gs:188h</c>, <c>rax+rcx*8-10h</c>; an address that needs no register as it is.</summary>
    private static string Text(in UsedMemory used)
    {
        var name = new StringBuilder();
        if (used.Segment is Iced.Intel.Register.FS or Iced.Intel.Register.GS)
            name.Append(Name(used.Segment)).Append(':');
        bool isFixed = used.Base == Iced.Intel.Register.None && used.Index == Iced.Intel.Register.None;
        if (isFixed && name.Length == 0)
            return new VirtualAddress(used.Displacement).ToString();
        if (used.Base != Iced.Intel.Register.None)
            name.Append(Name(used.Base));
        if (used.Index != Iced.Intel.Register.None)
            name.Append(used.Base == Iced.Intel.Register.None ? "" : "+").Append(Name(used.Index)).Append(used.Scale == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"*{used.Scale}"));
        long displacement = unchecked((long)used.Displacement);
        if (isFixed || displacement != 0)
        {
            ulong distance = displacement < 0 ? unchecked(0 - used.Displacement) : used.Displacement;
            name.Append(displacement < 0 ? "-" : isFixed ? "" : "+").Append(Number(distance));
        }

        return name.ToString();
    }

    private static string Name(Iced.Intel.Register register) => register.ToString().ToLowerInvariant();

    /// <summary>As the instructions around it are written.</summary>
    private static string Number(ulong value) => value < 10 ? value.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{value:x}h");
}
