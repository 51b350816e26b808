using System.Runtime.CompilerServices;

namespace KdmpParser.Format;

// Fixed-size arrays inside on-disk structures; the number is the element count.
#pragma warning disable IDE0044, IDE0051, CS0169, CA1823, CA1051

[InlineArray(32)]
internal struct Bytes32
{
    private byte _first;
}

[InlineArray(128)]
internal struct Bytes128
{
    private byte _first;
}

[InlineArray(4)]
internal struct UInt64x4
{
    private ulong _first;
}

[InlineArray(15)]
internal struct UInt64x15
{
    private ulong _first;
}

[InlineArray(42)]
internal struct Runs42
{
    private PhysicalMemoryRun64 _first;
}

[InlineArray(6)]
internal struct UInt64x6
{
    private ulong _first;
}

[InlineArray(8)]
internal struct UInt128x8
{
    private UInt128 _first;
}

[InlineArray(16)]
internal struct UInt128x16
{
    private UInt128 _first;
}

[InlineArray(26)]
internal struct UInt128x26
{
    private UInt128 _first;
}

[InlineArray(29)]
internal struct UInt64x29
{
    private ulong _first;
}

[InlineArray(32)]
internal struct UInt128x32
{
    private UInt128 _first;
}

[InlineArray(8)]
internal struct UInt32x8
{
    private uint _first;
}

[InlineArray(8)]
internal struct UInt64x8
{
    private ulong _first;
}

[InlineArray(2)]
internal struct UInt32x2
{
    private uint _first;
}

[InlineArray(2)]
internal struct UInt64x2
{
    private ulong _first;
}

[InlineArray(12)]
internal struct Chars12
{
    private char _first;
}

[InlineArray(15)]
internal struct Bytes15
{
    private byte _first;
}
