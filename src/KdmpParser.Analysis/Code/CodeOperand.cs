using System.Globalization;

namespace KdmpParser.Analysis;

/// <summary>What is known of an operand of an instruction.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its name: <c>rcx</c>, or <c>rcx+18h</c> for memory.</param>
public sealed record CodeOperand(OperandKind Kind, string Text)
{
    /// <summary>What the register held; <see langword="null"/> where it was not captured.</summary>
    public UInt128? Value { get; init; }

    /// <summary>Bits of the register.</summary>
    public int Bits { get; init; }

    /// <summary>What the instruction does to memory.</summary>
    public MemoryAccess Access { get; init; }

    /// <summary>How many bytes of memory it takes; zero where the instruction does not say.</summary>
    public int Size { get; init; }

    /// <summary>The effective address; <see langword="null"/> where a register or the base of a segment is not known.</summary>
    public VirtualAddress? Address { get; init; }

    /// <summary>What lies at the address, where that has a name.</summary>
    public AddressDescription? Description { get; init; }

    /// <summary>What memory holds there, or why that cannot be said; <see langword="null"/> for no memory, and for an address that is not known.</summary>
    public MemoryView? Content { get; init; }

    /// <summary>What the content points to, where it is a pointer to something with a name.</summary>
    public AddressDescription? PointsTo { get; init; }

    /// <summary>One line: <c>rcx=000000000000002a</c>, <c>[rcx+18h]</c> with its address and content.</summary>
    public override string ToString()
    {
        if (Kind == OperandKind.Register)
            return $"{Text}={Value?.ToString("x" + Bits / 4, CultureInfo.InvariantCulture) ?? "(not captured)"}";
        string address = $"{(Text == Address?.ToString() ? "" : $"{Text}=")}{Address?.ToString() ?? "(not known)"}";
        string content = Content switch
        {
            null => "",
            { Failure: { } failure } => $": {failure}",
            { Bytes: var bytes } => " holds " + Number(bytes.AsSpan()),
        };
        return $"{address}{(Description is { } description ? $" {description}" : "")}{content}{(PointsTo is { } named ? $" {named}" : "")}";
    }

    /// <summary>Bytes as the processor reads them: the lowest last.</summary>
    private static string Number(ReadOnlySpan<byte> bytes)
    {
        Span<byte> reversed = stackalloc byte[bytes.Length];
        bytes.CopyTo(reversed);
        reversed.Reverse();
        return Convert.ToHexString(reversed).ToLowerInvariant();
    }
}
