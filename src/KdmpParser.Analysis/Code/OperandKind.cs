namespace KdmpParser.Analysis;

/// <summary>What an operand of an instruction is.</summary>
public enum OperandKind
{
    /// <summary>A register that the instruction reads.</summary>
    Register,

    /// <summary>Memory that it reads or writes, implicit one such as the stack of a push too.</summary>
    Memory,

    /// <summary>An address that it works out or holds, and does not go to.</summary>
    Address,
}
