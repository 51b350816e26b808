using System.Collections.Immutable;

namespace KdmpParser;

/// <summary>
/// A structure as it stands in the file: the numbers themselves, also where they are the fill 'PAGE' or make no sense. For what they mean,
/// see <see cref="DumpHeader"/>, <see cref="CpuContext"/> and <see cref="ExceptionRecord"/>. A decoded copy.
/// </summary>
/// <param name="Name">Its name in Windows' headers. Two have none there: <c>BMP_HEADER64</c> and <c>RDMP_HEADER64</c> are what public parsers call them. Of
/// <see cref="KernelDump.Tables"/>, what the field that leads to it calls it, such as <c>DataBlocks</c>.</param>
/// <param name="FileOffset">Where it begins in the file, in bytes.</param>
/// <param name="Size">How long it is, in bytes.</param>
/// <param name="Fields">Its fields, by offset. Unused bytes between them are no fields.</param>
public sealed record DumpStructure(string Name, long FileOffset, int Size, ImmutableArray<StructureField> Fields)
{
    /// <summary>Its bytes as they stand in the file, those that are no field too: as many as <see cref="Size"/> says. Empty where it was made by hand.</summary>
    public ImmutableArray<byte> Bytes { get; init; } = [];

    /// <summary>A field by name.</summary>
    /// <param name="name">Its name in Windows' headers, such as <c>BugCheckCode</c>.</param>
    /// <exception cref="ArgumentException">The structure has no such field.</exception>
    public StructureField this[string name] => Fields.FirstOrDefault(field => field.Name == name)
        ?? throw new ArgumentException($"{Name} has no field '{name}'.", nameof(name));

    /// <summary>One line: name and place.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: 0x{Size:x} bytes at 0x{FileOffset:x} of the file");
}
