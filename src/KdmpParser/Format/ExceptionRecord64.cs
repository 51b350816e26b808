using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>EXCEPTION_RECORD64 (winnt.h).</summary>
[WindowsName("EXCEPTION_RECORD64")]
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct ExceptionRecord64
{
    public const int Size = 0x98;

    [FieldOffset(0x00)] public uint ExceptionCode;
    [FieldOffset(0x04)] public uint ExceptionFlags;
    [FieldOffset(0x08)] public ulong ExceptionRecord;
    [FieldOffset(0x10)] public ulong ExceptionAddress;
    [FieldOffset(0x18)] public uint NumberParameters;
    [FieldOffset(0x20)] public UInt64x15 ExceptionInformation;
}
