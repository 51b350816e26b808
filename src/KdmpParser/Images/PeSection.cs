using System.Reflection.PortableExecutable;

namespace KdmpParser;

/// <summary>A section of an image.</summary>
/// <param name="Name">At most 8 characters, such as <c>.text</c>. Not trustworthy: encode it before showing it.</param>
/// <param name="Address">Where it is in virtual memory.</param>
/// <param name="Size">Bytes of virtual memory that it takes (VirtualSize).</param>
/// <param name="Characteristics">What it holds and what may be done with it (IMAGE_SCN_* of winnt.h).</param>
public sealed record PeSection(string Name, VirtualAddress Address, uint Size, SectionCharacteristics Characteristics)
{
    /// <summary>One line: name, address and size.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} at {Address}, {Size} bytes");
}
