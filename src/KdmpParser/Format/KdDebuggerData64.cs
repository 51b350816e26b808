using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>
/// KDDEBUGGER_DATA64 (wdbgexts.h), the fields that are used. It grows over time: what is past <see cref="DataSize"/> is absent, and reads
/// as zero here. Addresses are addresses of variables, unless noted; an offset of zero is none.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct KdDebuggerData64
{
    public const int Size = 0x380;
    public const int HeadSize = 0x18;
    public const uint OwnerTagValue = 0x4742444b; // 'KDBG'

    [FieldOffset(0x010)] public uint OwnerTag;
    [FieldOffset(0x014)] public uint DataSize;

    /// <summary>The address itself.</summary>
    [FieldOffset(0x018)] public ulong KernBase;
    [FieldOffset(0x028)] public ulong SavedContext;
    [FieldOffset(0x048)] public ulong PsLoadedModuleList;
    [FieldOffset(0x050)] public ulong PsActiveProcessHead;
    [FieldOffset(0x058)] public ulong PspCidTable;
    [FieldOffset(0x088)] public ulong KiBugcheckData;
    [FieldOffset(0x0c0)] public ulong MmPfnDatabase;
    [FieldOffset(0x0e8)] public ulong MmLowestPhysicalPage;
    [FieldOffset(0x0f0)] public ulong MmHighestPhysicalPage;
    [FieldOffset(0x0f8)] public ulong MmNumberOfPhysicalPages;
    [FieldOffset(0x208)] public ulong NtBuildLab;
    [FieldOffset(0x218)] public ulong KiProcessorBlock;
    [FieldOffset(0x220)] public ulong MmUnloadedDrivers;
    [FieldOffset(0x228)] public ulong MmLastUnloadedDriver;
    [FieldOffset(0x29a)] public ushort OffsetKThreadTeb;
    [FieldOffset(0x29c)] public ushort OffsetKThreadKernelStack;
    [FieldOffset(0x29e)] public ushort OffsetKThreadInitialStack;
    [FieldOffset(0x2a0)] public ushort OffsetKThreadApcProcess;
    [FieldOffset(0x2a2)] public ushort OffsetKThreadState;
    [FieldOffset(0x2a8)] public ushort SizeEProcess;
    [FieldOffset(0x2aa)] public ushort OffsetEProcessPeb;
    [FieldOffset(0x2ac)] public ushort OffsetEProcessParentCid;
    [FieldOffset(0x2ae)] public ushort OffsetEProcessDirectoryTableBase;
    [FieldOffset(0x2b0)] public ushort SizePrcb;
    [FieldOffset(0x2b2)] public ushort OffsetPrcbDpcRoutine;
    [FieldOffset(0x2b4)] public ushort OffsetPrcbCurrentThread;
    [FieldOffset(0x2b6)] public ushort OffsetPrcbMhz;
    [FieldOffset(0x2b8)] public ushort OffsetPrcbCpuType;
    [FieldOffset(0x2ba)] public ushort OffsetPrcbVendorString;
    [FieldOffset(0x2bc)] public ushort OffsetPrcbProcStateContext;
    [FieldOffset(0x2be)] public ushort OffsetPrcbNumber;
    [FieldOffset(0x2c0)] public ushort SizeEThread;

    /// <summary>Index of a bit, since Windows 10 1903.</summary>
    [FieldOffset(0x2c2)] public byte L1tfHighPhysicalBitIndex;

    /// <summary>Index of a bit, since Windows 10 1903.</summary>
    [FieldOffset(0x2c3)] public byte L1tfSwizzleBitIndex;
    [FieldOffset(0x2f2)] public ushort OffsetPrcbProcStateSpecialReg;
    [FieldOffset(0x338)] public ushort OffsetPrcbContext;

    /// <summary>The address itself, since Windows 10 1607.</summary>
    [FieldOffset(0x360)] public ulong PteBase;
}
