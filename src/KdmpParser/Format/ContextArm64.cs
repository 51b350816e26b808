using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>CONTEXT of ARM64 (winnt.h, ARM64_NT_CONTEXT).</summary>
[WindowsName("CONTEXT")]
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct ContextArm64
{
    public const int Size = 0x390;

    [FieldOffset(0x000)] public uint ContextFlags;
    [FieldOffset(0x004)] public uint Cpsr;
    [FieldOffset(0x008), WindowsName("X{0}")] public UInt64x29 X;
    [FieldOffset(0x0f0)] public ulong Fp;
    [FieldOffset(0x0f8)] public ulong Lr;
    [FieldOffset(0x100)] public ulong Sp;
    [FieldOffset(0x108)] public ulong Pc;
    [FieldOffset(0x110)] public UInt128x32 V;
    [FieldOffset(0x310)] public uint Fpcr;
    [FieldOffset(0x314)] public uint Fpsr;
    [FieldOffset(0x318)] public UInt32x8 Bcr;
    [FieldOffset(0x338)] public UInt64x8 Bvr;
    [FieldOffset(0x378)] public UInt32x2 Wcr;
    [FieldOffset(0x380)] public UInt64x2 Wvr;
}
