using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>The head of KDDEBUGGER_DATA64 (wdbgexts.h): what it is and how long.</summary>
[StructLayout(LayoutKind.Explicit, Size = 0x18)]
internal struct KdDebuggerData64Head
{
    public const uint OwnerTagValue = 0x4742444b; // 'KDBG'

    /// <summary>Two bytes: the index of the high bit and of the swizzle bit of software PTEs.</summary>
    public const uint SwizzleOffset = 0x2c2;

    [FieldOffset(0x10)] public uint OwnerTag;
    [FieldOffset(0x14)] public uint Size;
}
