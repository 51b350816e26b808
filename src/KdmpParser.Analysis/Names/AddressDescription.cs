using System.Globalization;

namespace KdmpParser.Analysis;

/// <summary>What an address is called, and how that is known.</summary>
/// <param name="Address">The address.</param>
/// <param name="Kind">What lies there.</param>
public sealed record AddressDescription(VirtualAddress Address, AddressKind Kind)
{
    /// <summary>The module that it lies in.</summary>
    public LoadedModule? Module { get; init; }

    /// <summary>How many bytes it lies behind the start of what it lies in.</summary>
    public ulong Offset { get; init; }

    /// <summary>One line: <c>ntoskrnl.exe+0x334c</c>, or the address where it has no name.</summary>
    public override string ToString() => Module is { } module
        ? string.Create(CultureInfo.InvariantCulture, $"{module.Name ?? "(no name)"}+0x{Offset:x}")
        : Address.ToString();
}
