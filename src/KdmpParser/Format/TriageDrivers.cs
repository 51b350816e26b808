using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>DUMP_DRIVER_ENTRY64: an entry of a small dump's table of drivers: the file offset of the name, and a copy of KLDR_DATA_TABLE_ENTRY64 from 0x8 on.</summary>
[WindowsName("DUMP_DRIVER_ENTRY64")]
[StructLayout(LayoutKind.Explicit, Size = 0x90)]
internal struct TriageDriver64
{
    [FieldOffset(0x00), WindowsName("DriverNameOffset")] public uint NameOffset;
    [FieldOffset(0x38)] public ulong DllBase;
    [FieldOffset(0x48)] public uint SizeOfImage;
    [FieldOffset(0x80)] public uint CheckSum;
    [FieldOffset(0x88)] public uint TimeDateStamp;
}

/// <summary>DUMP_UNLOADED_DRIVERS64: an unloaded driver in a small dump, with the beginning of its name inline.</summary>
[WindowsName("DUMP_UNLOADED_DRIVERS64")]
[StructLayout(LayoutKind.Explicit, Size = 0x38)]
internal struct DumpUnloadedDriver64
{
    /// <summary>Twelve characters; not terminated when all are used.</summary>
    [FieldOffset(0x10), WindowsName("DriverName")] public Chars12 Name;
    [FieldOffset(0x28)] public ulong StartAddress;
    [FieldOffset(0x30)] public ulong EndAddress;
}

/// <summary>UNLOADED_DRIVERS of a 64-bit kernel (public symbols of ntoskrnl), an entry of the array behind MmUnloadedDrivers.</summary>
[StructLayout(LayoutKind.Explicit, Size = 0x28)]
internal struct UnloadedDriver64
{
    /// <summary>The array is a ring of so many entries (MI_UNLOADED_DRIVERS).</summary>
    public const int Count = 50;

    [FieldOffset(0x00)] public UnicodeString64 Name;
    [FieldOffset(0x10)] public ulong StartAddress;
    [FieldOffset(0x18)] public ulong EndAddress;
    [FieldOffset(0x20)] public ulong CurrentTime;
}
