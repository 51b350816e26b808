using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>UNICODE_STRING of a 64-bit system (ntdef.h): lengths in bytes, then where the UTF-16LE text is.</summary>
[StructLayout(LayoutKind.Explicit, Size = 0x10)]
internal struct UnicodeString64
{
    [FieldOffset(0x0)] public ushort Length;
    [FieldOffset(0x2)] public ushort MaximumLength;
    [FieldOffset(0x8)] public ulong Buffer;
}

/// <summary>UNICODE_STRING of a 32-bit process.</summary>
[StructLayout(LayoutKind.Explicit, Size = 0x8)]
internal struct UnicodeString32
{
    [FieldOffset(0x0)] public ushort Length;
    [FieldOffset(0x2)] public ushort MaximumLength;
    [FieldOffset(0x4)] public uint Buffer;
}
