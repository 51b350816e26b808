using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>
/// The part of LDR_DATA_TABLE_ENTRY that the kernel's KLDR_DATA_TABLE_ENTRY shares (public symbols of ntdll and ntoskrnl); it begins
/// with its links in the list of load order.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 0x68)]
internal struct LdrDataTableEntry64
{
    /// <summary>In user mode only: a <see langword="uint"/> behind the shared part.</summary>
    public const uint TimeDateStampOffset = 0x80;

    [FieldOffset(0x30)] public ulong DllBase;
    [FieldOffset(0x38)] public ulong EntryPoint;
    [FieldOffset(0x40)] public uint SizeOfImage;
    [FieldOffset(0x48)] public UnicodeString64 FullDllName;
    [FieldOffset(0x58)] public UnicodeString64 BaseDllName;
}

/// <summary>The same of a 32-bit process.</summary>
[StructLayout(LayoutKind.Explicit, Size = 0x34)]
internal struct LdrDataTableEntry32
{
    [FieldOffset(0x18)] public uint DllBase;
    [FieldOffset(0x1c)] public uint EntryPoint;
    [FieldOffset(0x20)] public uint SizeOfImage;
    [FieldOffset(0x24)] public UnicodeString32 FullDllName;
    [FieldOffset(0x2c)] public UnicodeString32 BaseDllName;
}
