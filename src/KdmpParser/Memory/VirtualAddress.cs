using System.Globalization;

namespace KdmpParser;

/// <summary>An address of virtual memory. A type of its own, so that it cannot be passed where a physical address is wanted.</summary>
/// <param name="Value">The address in bytes.</param>
public readonly record struct VirtualAddress(ulong Value) : IComparable<VirtualAddress>
{
    /// <summary>Whether bits 63:47 are all equal, as four-level paging demands (Intel SDM vol. 1, 3.3.7.1).</summary>
    public bool IsCanonical => SignExtended(Value) == Value;

    /// <inheritdoc/>
    public int CompareTo(VirtualAddress other) => Value.CompareTo(other.Value);

    /// <summary>WinDbg's form: two groups of eight digits, as in <c>fffff805`108776a0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value >> 32:x8}`{Value & uint.MaxValue:x8}");

    /// <summary>Takes a number as a virtual address.</summary>
    public static implicit operator VirtualAddress(ulong value) => new(value);

    /// <summary>
    /// The address some bytes further on. It begins again at zero behind the last one, as the processor's own addition does: what a dump says
    /// can be any number, and what is not mapped there answers for itself.
    /// </summary>
    public static VirtualAddress operator +(VirtualAddress address, ulong bytes) => new(unchecked(address.Value + bytes));

    /// <summary>The address some bytes before, which is found behind zero as the processor's own subtraction does.</summary>
    public static VirtualAddress operator -(VirtualAddress address, ulong bytes) => new(unchecked(address.Value - bytes));

    /// <summary>How many bytes one address lies behind another; a huge number where it lies before it.</summary>
    public static ulong operator -(VirtualAddress left, VirtualAddress right) => unchecked(left.Value - right.Value);

    /// <summary>Whether one address lies before another.</summary>
    public static bool operator <(VirtualAddress left, VirtualAddress right) => left.Value < right.Value;

    /// <summary>Whether one address lies behind another.</summary>
    public static bool operator >(VirtualAddress left, VirtualAddress right) => left.Value > right.Value;

    /// <summary>Whether one address lies before another or is the same.</summary>
    public static bool operator <=(VirtualAddress left, VirtualAddress right) => left.Value <= right.Value;

    /// <summary>Whether one address lies behind another or is the same.</summary>
    public static bool operator >=(VirtualAddress left, VirtualAddress right) => left.Value >= right.Value;

    /// <summary>The canonical address with the same bits 47:0.</summary>
    internal static ulong SignExtended(ulong value) => unchecked((ulong)((long)(value << 16) >> 16));
}
