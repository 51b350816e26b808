using System.Collections.Immutable;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>
/// A field of a <see cref="DumpStructure"/>. It is a number (<see cref="Value"/>), a structure (<see cref="Structure"/>), an array of either
/// (<see cref="Elements"/>), or, with none of the three, a buffer of characters.
/// </summary>
/// <param name="Name">Its name in Windows' headers.</param>
/// <param name="Offset">Where it begins in its structure, in bytes.</param>
/// <param name="Size">How long it is, in bytes; of a structure, what is reserved for it.</param>
public sealed record StructureField(string Name, int Offset, int Size)
{
    /// <summary>The number, read as an unsigned one.</summary>
    public UInt128? Value { get; init; }

    /// <summary>The structure that stands there.</summary>
    public DumpStructure? Structure { get; init; }

    /// <summary>The elements of an array; empty for what is none. Their offsets are from the beginning of the structure, as the array's.</summary>
    public ImmutableArray<StructureField> Elements { get; init; } = [];

    /// <summary>
    /// Whether the number is the fill 'PAGE', with which Windows marks what it did not record. Only numbers of four bytes and more show it,
    /// and the signature of the dump header is the same four letters on purpose.
    /// </summary>
    public bool IsPageFill =>
        Size is >= sizeof(uint) and <= 16 && Value == new UInt128(PageFill.UInt64, PageFill.UInt64) >> (128 - 8 * Size) && Name != nameof(DumpHeader64.Signature);

    /// <summary>One line: offset, name and number.</summary>
    public override string ToString() => FormattableString.Invariant($"+0x{Offset:x} {Name}") + (Value is { } value ? FormattableString.Invariant($" 0x{value:x}") : "");
}
