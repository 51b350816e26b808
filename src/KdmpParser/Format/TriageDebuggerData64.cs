using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>What the small dump's copy of KDDEBUGGER_DATA64 (wdbgexts.h) says about the copy of the KPRCB beside it.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct TriageDebuggerData64
{
    /// <summary>Up to the end of the last field here; older versions of the structure end before it.</summary>
    public const int Size = 0x33a;

    public const uint OwnerTagValue = 0x4742444b; // 'KDBG'

    [FieldOffset(0x010)] public uint OwnerTag;

    /// <summary>Length of the whole structure in bytes: a field past it is absent.</summary>
    [FieldOffset(0x014)] public uint StructureSize;
    [FieldOffset(0x2b0)] public ushort SizePrcb;
    [FieldOffset(0x338)] public ushort OffsetPrcbContext;
}
