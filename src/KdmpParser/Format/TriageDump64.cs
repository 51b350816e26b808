using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>TRIAGE_DUMP64, at 0x2000 of a small dump. Every offset in it is a file offset.</summary>
[WindowsName("TRIAGE_DUMP64")]
[StructLayout(LayoutKind.Explicit, Size = 0x80)]
internal struct TriageDump64
{
    public const long FileOffset = DumpHeader64.Size;

    /// <summary>What it points to stands behind it; only the context and the exception are those of the dump header.</summary>
    public const long ContentOffset = FileOffset + 0x80;

    public const uint ValidValue = 0x44475254; // 'TRGD'

    [FieldOffset(0x00)] public uint ServicePackBuild;
    [FieldOffset(0x04)] public uint SizeOfDump;
    [FieldOffset(0x08)] public uint ValidOffset;
    [FieldOffset(0x0c)] public uint ContextOffset;
    [FieldOffset(0x10)] public uint ExceptionOffset;
    [FieldOffset(0x14)] public uint MmOffset;
    [FieldOffset(0x18)] public uint UnloadedDriversOffset;
    [FieldOffset(0x1c)] public uint PrcbOffset;
    [FieldOffset(0x20)] public uint ProcessOffset;
    [FieldOffset(0x24)] public uint ThreadOffset;
    [FieldOffset(0x28)] public uint CallStackOffset;
    [FieldOffset(0x2c)] public uint SizeOfCallStack;
    [FieldOffset(0x30)] public uint DriverListOffset;
    [FieldOffset(0x34)] public uint DriverCount;
    [FieldOffset(0x38)] public uint StringPoolOffset;
    [FieldOffset(0x3c)] public uint StringPoolSize;
    [FieldOffset(0x40)] public uint BrokenDriverOffset;
    [FieldOffset(0x44)] public uint TriageOptions;
    [FieldOffset(0x48)] public ulong TopOfStack;
    [FieldOffset(0x60)] public ulong DataPageAddress;
    [FieldOffset(0x68)] public uint DataPageOffset;
    [FieldOffset(0x6c)] public uint DataPageSize;
    [FieldOffset(0x70)] public uint DebuggerDataOffset;
    [FieldOffset(0x74)] public uint DebuggerDataSize;
    [FieldOffset(0x78)] public uint DataBlocksOffset;
    [FieldOffset(0x7c)] public uint DataBlocksCount;
}

/// <summary>TRIAGE_DATA_BLOCK: a piece of virtual memory that the small dump kept.</summary>
[WindowsName("TRIAGE_DATA_BLOCK")]
[StructLayout(LayoutKind.Explicit, Size = 0x10)]
internal struct TriageDataBlock
{
    [FieldOffset(0x0)] public ulong Address;
    [FieldOffset(0x8)] public uint Offset;
    [FieldOffset(0xc)] public uint Size;
}
