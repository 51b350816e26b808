using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>CONTEXT of x64 (winnt.h). After Xmm15 the FXSAVE area has 96 reserved bytes before the vector registers.</summary>
[WindowsName("CONTEXT")]
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct ContextAmd64
{
    public const int Size = 0x4d0;

    [FieldOffset(0x000), WindowsName("P{0}Home", First = 1)] public UInt64x6 Home;
    [FieldOffset(0x030)] public uint ContextFlags;
    [FieldOffset(0x034)] public uint MxCsr;
    [FieldOffset(0x038)] public ushort SegCs;
    [FieldOffset(0x03a)] public ushort SegDs;
    [FieldOffset(0x03c)] public ushort SegEs;
    [FieldOffset(0x03e)] public ushort SegFs;
    [FieldOffset(0x040)] public ushort SegGs;
    [FieldOffset(0x042)] public ushort SegSs;
    [FieldOffset(0x044)] public uint EFlags;
    [FieldOffset(0x048)] public ulong Dr0;
    [FieldOffset(0x050)] public ulong Dr1;
    [FieldOffset(0x058)] public ulong Dr2;
    [FieldOffset(0x060)] public ulong Dr3;
    [FieldOffset(0x068)] public ulong Dr6;
    [FieldOffset(0x070)] public ulong Dr7;
    [FieldOffset(0x078)] public ulong Rax;
    [FieldOffset(0x080)] public ulong Rcx;
    [FieldOffset(0x088)] public ulong Rdx;
    [FieldOffset(0x090)] public ulong Rbx;
    [FieldOffset(0x098)] public ulong Rsp;
    [FieldOffset(0x0a0)] public ulong Rbp;
    [FieldOffset(0x0a8)] public ulong Rsi;
    [FieldOffset(0x0b0)] public ulong Rdi;
    [FieldOffset(0x0b8)] public ulong R8;
    [FieldOffset(0x0c0)] public ulong R9;
    [FieldOffset(0x0c8)] public ulong R10;
    [FieldOffset(0x0d0)] public ulong R11;
    [FieldOffset(0x0d8)] public ulong R12;
    [FieldOffset(0x0e0)] public ulong R13;
    [FieldOffset(0x0e8)] public ulong R14;
    [FieldOffset(0x0f0)] public ulong R15;
    [FieldOffset(0x0f8)] public ulong Rip;
    [FieldOffset(0x100), WindowsName("FltSave")] public FxSaveArea FxSave;
    [FieldOffset(0x300)] public UInt128x26 VectorRegister;
    [FieldOffset(0x4a0)] public ulong VectorControl;
    [FieldOffset(0x4a8)] public ulong DebugControl;
    [FieldOffset(0x4b0)] public ulong LastBranchToRip;
    [FieldOffset(0x4b8)] public ulong LastBranchFromRip;
    [FieldOffset(0x4c0)] public ulong LastExceptionToRip;
    [FieldOffset(0x4c8)] public ulong LastExceptionFromRip;
}

/// <summary>XSAVE_FORMAT (winnt.h), the image that FXSAVE writes in 64-bit mode (Intel SDM vol. 1, 10.5.1).</summary>
[WindowsName("XSAVE_FORMAT")]
[StructLayout(LayoutKind.Explicit, Size = 0x200)]
internal struct FxSaveArea
{
    [FieldOffset(0x00)] public ushort ControlWord;
    [FieldOffset(0x02)] public ushort StatusWord;
    [FieldOffset(0x04)] public byte TagWord;
    [FieldOffset(0x06)] public ushort ErrorOpcode;
    [FieldOffset(0x08)] public uint ErrorOffset;
    [FieldOffset(0x0c)] public ushort ErrorSelector;
    [FieldOffset(0x10)] public uint DataOffset;
    [FieldOffset(0x14)] public ushort DataSelector;
    [FieldOffset(0x18)] public uint MxCsr;
    [FieldOffset(0x1c), WindowsName("MxCsr_Mask")] public uint MxCsrMask;
    [FieldOffset(0x20)] public UInt128x8 FloatRegisters;
    [FieldOffset(0xa0), WindowsName("Xmm{0}")] public UInt128x16 XmmRegisters;
}
