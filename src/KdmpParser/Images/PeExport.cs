namespace KdmpParser;

/// <summary>Something that an image exports.</summary>
/// <param name="Ordinal">Its number.</param>
/// <param name="Name">Its name; <see langword="null"/> when it has none or it cannot be read. Not trustworthy: encode it before showing it.</param>
/// <param name="Address">Where it is; <see langword="null"/> when another image has it.</param>
/// <param name="Forwarder">Which other image, and the name there, such as <c>OTHER.Name</c>. Not trustworthy either.</param>
public sealed record PeExport(uint Ordinal, string? Name, VirtualAddress? Address, string? Forwarder)
{
    /// <summary>One line: ordinal, name, and where it is.</summary>
    public override string ToString() => FormattableString.Invariant($"{Ordinal} {Name ?? "(no name)"} {(Address is { } address ? $"at {address}" : $"-> {Forwarder}")}");
}
