using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>DUMP_HEADER64, the first 8 KiB of every 64-bit kernel dump. The CONTEXT at 0x348 is laid over it by machine type.</summary>
[WindowsName("DUMP_HEADER64")]
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct DumpHeader64
{
    public const int Size = 0x2000;
    public const int ContextOffset = 0x348;
    public const int ContextSize = 3000;
    public const int ExceptionOffset = 0xf00;

    public const uint SignatureValue = 0x45474150; // 'PAGE'
    public const uint ValidDumpValue = 0x34365544; // 'DU64'

    [FieldOffset(0x000)] public uint Signature;
    [FieldOffset(0x004)] public uint ValidDump;
    [FieldOffset(0x008)] public uint MajorVersion;
    [FieldOffset(0x00c)] public uint MinorVersion;
    [FieldOffset(0x010)] public ulong DirectoryTableBase;
    [FieldOffset(0x018)] public ulong PfnDataBase;
    [FieldOffset(0x020)] public ulong PsLoadedModuleList;
    [FieldOffset(0x028)] public ulong PsActiveProcessHead;
    [FieldOffset(0x030)] public uint MachineImageType;
    [FieldOffset(0x034)] public uint NumberProcessors;
    [FieldOffset(0x038)] public uint BugCheckCode;
    [FieldOffset(0x040), WindowsName("BugCheckParameter{0}", First = 1)] public UInt64x4 BugCheckParameters;
    [FieldOffset(0x060)] public Bytes32 VersionUser;
    [FieldOffset(0x080)] public ulong KdDebuggerDataBlock;
    [FieldOffset(0x088)] public PhysicalMemoryDescriptor64 PhysicalMemoryBlock;
    [FieldOffset(0xf00)] public ExceptionRecord64 Exception;
    [FieldOffset(0xf98)] public uint DumpType;
    [FieldOffset(0xfa0)] public ulong RequiredDumpSpace;
    [FieldOffset(0xfa8)] public ulong SystemTime;
    [FieldOffset(0xfb0)] public Bytes128 Comment;
    [FieldOffset(0x1030)] public ulong SystemUpTime;
    [FieldOffset(0x1038)] public uint MiniDumpFields;
    [FieldOffset(0x103c)] public uint SecondaryDataState;
    [FieldOffset(0x1040)] public uint ProductType;
    [FieldOffset(0x1044)] public uint SuiteMask;
    [FieldOffset(0x1048)] public uint WriterStatus;

    [FieldOffset(0x104d)] public byte KdSecondaryVersion;
    [FieldOffset(0x1050)] public uint Attributes;
    [FieldOffset(0x1054)] public uint BootId;

    /// <summary><see cref="KdSecondaryVersion"/> with the unused bytes around it: a byte alone does not show the fill.</summary>
    [FieldOffset(0x104c)] internal uint KdSecondaryVersionWord;
}
