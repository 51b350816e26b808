using System.Globalization;

namespace KdmpParser;

/// <summary>An address of physical memory. A type of its own, so that it cannot be passed where a virtual address is wanted.</summary>
/// <param name="Value">The address in bytes; at most 52 bits on real processors.</param>
public readonly record struct PhysicalAddress(ulong Value) : IComparable<PhysicalAddress>
{
    /// <summary>Bytes in a page frame.</summary>
    public const int PageSize = 4096;

    /// <summary>Page frame number: the address divided by 4096.</summary>
    public ulong PageFrameNumber => Value / PageSize;

    /// <summary>The address of the page behind the one of an address; zero behind the last one.</summary>
    internal static ulong NextPage(ulong address) => unchecked((address | (PageSize - 1)) + 1);

    /// <inheritdoc/>
    public int CompareTo(PhysicalAddress other) => Value.CompareTo(other.Value);

    /// <summary>Lower-case hexadecimal with prefix, as in <c>0x1ad000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}");

    /// <summary>Takes a number as a physical address.</summary>
    public static implicit operator PhysicalAddress(ulong value) => new(value);

    /// <summary>Whether one address lies before another.</summary>
    public static bool operator <(PhysicalAddress left, PhysicalAddress right) => left.Value < right.Value;

    /// <summary>Whether one address lies behind another.</summary>
    public static bool operator >(PhysicalAddress left, PhysicalAddress right) => left.Value > right.Value;

    /// <summary>Whether one address lies before another or is the same.</summary>
    public static bool operator <=(PhysicalAddress left, PhysicalAddress right) => left.Value <= right.Value;

    /// <summary>Whether one address lies behind another or is the same.</summary>
    public static bool operator >=(PhysicalAddress left, PhysicalAddress right) => left.Value >= right.Value;
}
