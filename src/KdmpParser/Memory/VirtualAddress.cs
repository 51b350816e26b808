using System.Globalization;

namespace KdmpParser;

/// <summary>An address of virtual memory. A type of its own, so that it cannot be passed where a physical address is wanted.</summary>
/// <param name="Value">The address in bytes.</param>
public readonly record struct VirtualAddress(ulong Value) : IComparable<VirtualAddress>
{
    /// <summary>Whether bits 63:47 are all equal, as four-level paging demands (Intel SDM vol. 1, 3.3.7.1).</summary>
    public bool IsCanonical => (long)(Value << 16) >> 16 == (long)Value;

    /// <inheritdoc/>
    public int CompareTo(VirtualAddress other) => Value.CompareTo(other.Value);

    /// <summary>WinDbg's form: two groups of eight digits, as in <c>fffff805`108776a0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value >> 32:x8}`{Value & uint.MaxValue:x8}");

    /// <summary>Takes a number as a virtual address.</summary>
    public static implicit operator VirtualAddress(ulong value) => new(value);

    /// <summary>Whether one address lies before another.</summary>
    public static bool operator <(VirtualAddress left, VirtualAddress right) => left.Value < right.Value;

    /// <summary>Whether one address lies behind another.</summary>
    public static bool operator >(VirtualAddress left, VirtualAddress right) => left.Value > right.Value;

    /// <summary>Whether one address lies before another or is the same.</summary>
    public static bool operator <=(VirtualAddress left, VirtualAddress right) => left.Value <= right.Value;

    /// <summary>Whether one address lies behind another or is the same.</summary>
    public static bool operator >=(VirtualAddress left, VirtualAddress right) => left.Value >= right.Value;
}
