using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>
/// A decoded copy of KDDEBUGGER_DATA64 (wdbgexts.h): where the kernel keeps what a debugger looks at, and where in its structures the
/// fields are, which is why much works without symbols. A property is <see langword="null"/> where the block of this Windows version
/// ends before it or the kernel left it zero. Addresses are those of variables, unless noted.
/// </summary>
public sealed record KdDebuggerData
{
    /// <summary>Where the block was; <see langword="null"/> when a small dump has a copy and its header no address.</summary>
    public VirtualAddress? Address { get; init; }

    /// <summary>Bytes of the block as recorded (offset 0x14); it grows over time.</summary>
    public uint Size { get; init; }

    /// <summary>Base address of ntoskrnl, the address itself (0x18).</summary>
    public VirtualAddress? KernBase { get; init; }

    /// <summary>The CONTEXT that KeBugCheckEx saved, the address itself (0x28).</summary>
    public VirtualAddress? SavedContext { get; init; }

    /// <summary>Head of the list of kernel modules (0x48).</summary>
    public VirtualAddress? PsLoadedModuleList { get; init; }

    /// <summary>Head of the list of processes (0x50).</summary>
    public VirtualAddress? PsActiveProcessHead { get; init; }

    /// <summary>Pointer to the handle table of process and thread identifiers (0x58).</summary>
    public VirtualAddress? PspCidTable { get; init; }

    /// <summary>The bug check's code and four parameters, 8 bytes each (0x88).</summary>
    public VirtualAddress? KiBugcheckData { get; init; }

    /// <summary>Pointer to the page frame database (0xc0).</summary>
    public VirtualAddress? MmPfnDatabase { get; init; }

    /// <summary>Number of the first page frame (0xe8).</summary>
    public VirtualAddress? MmLowestPhysicalPage { get; init; }

    /// <summary>Number of the last page frame (0xf0).</summary>
    public VirtualAddress? MmHighestPhysicalPage { get; init; }

    /// <summary>How many page frames there are (0xf8).</summary>
    public VirtualAddress? MmNumberOfPhysicalPages { get; init; }

    /// <summary>The build as text, ASCII (0x208).</summary>
    public VirtualAddress? NtBuildLab { get; init; }

    /// <summary>Array of pointers to the KPRCBs, by processor number (0x218).</summary>
    public VirtualAddress? KiProcessorBlock { get; init; }

    /// <summary>Pointer to the array of unloaded drivers (0x220).</summary>
    public VirtualAddress? MmUnloadedDrivers { get; init; }

    /// <summary>Index of the entry that the next unloaded driver will take, 4 bytes (0x228).</summary>
    public VirtualAddress? MmLastUnloadedDriver { get; init; }

    /// <summary>Where the page tables show themselves in virtual memory, the address itself (0x360, since Windows 10 1607).</summary>
    public VirtualAddress? PteBase { get; init; }

    /// <summary>Offset in KTHREAD of the address of the TEB (0x29a).</summary>
    public uint? ThreadTeb { get; init; }

    /// <summary>Offset in KTHREAD of the saved kernel stack pointer (0x29c).</summary>
    public uint? ThreadKernelStack { get; init; }

    /// <summary>Offset in KTHREAD of the base of the kernel stack (0x29e).</summary>
    public uint? ThreadInitialStack { get; init; }

    /// <summary>Offset in KTHREAD of the process whose address space the thread uses (0x2a0).</summary>
    public uint? ThreadApcProcess { get; init; }

    /// <summary>Offset in KTHREAD of the state, one byte (0x2a2).</summary>
    public uint? ThreadState { get; init; }

    /// <summary>Bytes of an EPROCESS (0x2a8).</summary>
    public uint? ProcessSize { get; init; }

    /// <summary>Offset in EPROCESS of the address of the PEB (0x2aa).</summary>
    public uint? ProcessPeb { get; init; }

    /// <summary>Offset in EPROCESS of the parent's process identifier (0x2ac).</summary>
    public uint? ProcessParentId { get; init; }

    /// <summary>Offset in EPROCESS of the directory table base (0x2ae).</summary>
    public uint? ProcessDirectoryTableBase { get; init; }

    /// <summary>Bytes of a KPRCB (0x2b0).</summary>
    public uint? ProcessorSize { get; init; }

    /// <summary>Offset in KPRCB of the routine of the running DPC (0x2b2).</summary>
    public uint? ProcessorDpcRoutine { get; init; }

    /// <summary>Offset in KPRCB of the address of the running thread (0x2b4).</summary>
    public uint? ProcessorCurrentThread { get; init; }

    /// <summary>Offset in KPRCB of the clock rate in MHz, 4 bytes (0x2b6).</summary>
    public uint? ProcessorMhz { get; init; }

    /// <summary>Offset in KPRCB of the processor's family (0x2b8).</summary>
    public uint? ProcessorCpuType { get; init; }

    /// <summary>Offset in KPRCB of the vendor's name, ASCII (0x2ba).</summary>
    public uint? ProcessorVendorString { get; init; }

    /// <summary>Offset in KPRCB of the CONTEXT in its KPROCESSOR_STATE (0x2bc).</summary>
    public uint? ProcessorStateContext { get; init; }

    /// <summary>Offset in KPRCB of the processor's number, 4 bytes (0x2be).</summary>
    public uint? ProcessorNumber { get; init; }

    /// <summary>Bytes of an ETHREAD (0x2c0).</summary>
    public uint? ThreadSize { get; init; }

    /// <summary>Offset in KPRCB of the KSPECIAL_REGISTERS in its KPROCESSOR_STATE (0x2f2).</summary>
    public uint? ProcessorSpecialRegisters { get; init; }

    /// <summary>Offset in KPRCB of a pointer to the saved CONTEXT (0x338).</summary>
    public uint? ProcessorContext { get; init; }

    /// <summary>Index of the physical address bit that Windows sets in PTEs without a page, against the L1 terminal fault (0x2c2).</summary>
    public byte? L1tfHighPhysicalBit { get; init; }

    /// <summary>Index of the PTE bit that says that it did not (0x2c3).</summary>
    public byte? L1tfSwizzleBit { get; init; }

    /// <summary>One line: where it was and how large it is.</summary>
    public override string ToString() => FormattableString.Invariant($"KDDEBUGGER_DATA64 at {Address?.ToString() ?? "an address not recorded"}, {Size} bytes");

    /// <summary>Reads the block from memory.</summary>
    internal static KdDebuggerData? Read(VirtualAddressSpace memory, VirtualAddress address, out KernelDataFailure? failure)
    {
        KdDebuggerData64 block = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<KdDebuggerData64>(ref block));
        if (memory.Read(address, bytes[..KdDebuggerData64.HeadSize]).Failure is { } unreadable)
        {
            failure = KernelDataFailure.Unreadable("KDDEBUGGER_DATA64", unreadable);
            return null;
        }

        failure = CheckTag(block, address);
        if (failure is null && memory.Read(address, bytes[..Known(block.DataSize)]).Failure is { } stopped)
            failure = KernelDataFailure.Unreadable("KDDEBUGGER_DATA64", stopped);
        return failure is null ? Decode(block, address) : null;
    }

    /// <summary>Decodes a copy that is known as bytes, as a small dump has one.</summary>
    /// <param name="bytes">The copy, from its beginning on.</param>
    /// <param name="failure">Why it is none.</param>
    internal static KdDebuggerData? Decode(ReadOnlySpan<byte> bytes, out KernelDataFailure? failure)
    {
        KdDebuggerData64 block = default;
        Span<byte> known = MemoryMarshal.AsBytes(new Span<KdDebuggerData64>(ref block));
        bytes[..Math.Min(bytes.Length, KdDebuggerData64.HeadSize)].CopyTo(known);
        failure = CheckTag(block, null);
        if (failure is not null)
            return null;
        bytes[..Math.Min(bytes.Length, Known((uint)Math.Min(bytes.Length, block.DataSize)))].CopyTo(known);
        return Decode(block, null);
    }

    private static KernelDataFailure? CheckTag(in KdDebuggerData64 block, VirtualAddress? address) =>
        block.OwnerTag == KdDebuggerData64.OwnerTagValue ? null : new(
            KernelDataFailureReason.Encoded, "KDDEBUGGER_DATA64 is encoded or was not captured: its tag is not 'KDBG'", address);

    /// <summary>Bytes of the block that mean something. Fields are aligned, so whole units of eight bytes cut none in two.</summary>
    private static int Known(uint size) => Math.Clamp((int)Math.Min(size, KdDebuggerData64.Size) & ~7, KdDebuggerData64.HeadSize, Unsafe.SizeOf<KdDebuggerData64>());

    private static KdDebuggerData Decode(in KdDebuggerData64 block, VirtualAddress? address) => new()
    {
        Address = address,
        Size = block.DataSize,
        KernBase = AddressOf(block.KernBase),
        SavedContext = AddressOf(block.SavedContext),
        PsLoadedModuleList = AddressOf(block.PsLoadedModuleList),
        PsActiveProcessHead = AddressOf(block.PsActiveProcessHead),
        PspCidTable = AddressOf(block.PspCidTable),
        KiBugcheckData = AddressOf(block.KiBugcheckData),
        MmPfnDatabase = AddressOf(block.MmPfnDatabase),
        MmLowestPhysicalPage = AddressOf(block.MmLowestPhysicalPage),
        MmHighestPhysicalPage = AddressOf(block.MmHighestPhysicalPage),
        MmNumberOfPhysicalPages = AddressOf(block.MmNumberOfPhysicalPages),
        NtBuildLab = AddressOf(block.NtBuildLab),
        KiProcessorBlock = AddressOf(block.KiProcessorBlock),
        MmUnloadedDrivers = AddressOf(block.MmUnloadedDrivers),
        MmLastUnloadedDriver = AddressOf(block.MmLastUnloadedDriver),
        PteBase = AddressOf(block.PteBase),
        ThreadTeb = OffsetOf(block.OffsetKThreadTeb),
        ThreadKernelStack = OffsetOf(block.OffsetKThreadKernelStack),
        ThreadInitialStack = OffsetOf(block.OffsetKThreadInitialStack),
        ThreadApcProcess = OffsetOf(block.OffsetKThreadApcProcess),
        ThreadState = OffsetOf(block.OffsetKThreadState),
        ProcessSize = OffsetOf(block.SizeEProcess),
        ProcessPeb = OffsetOf(block.OffsetEProcessPeb),
        ProcessParentId = OffsetOf(block.OffsetEProcessParentCid),
        ProcessDirectoryTableBase = OffsetOf(block.OffsetEProcessDirectoryTableBase),
        ProcessorSize = OffsetOf(block.SizePrcb),
        ProcessorDpcRoutine = OffsetOf(block.OffsetPrcbDpcRoutine),
        ProcessorCurrentThread = OffsetOf(block.OffsetPrcbCurrentThread),
        ProcessorMhz = OffsetOf(block.OffsetPrcbMhz),
        ProcessorCpuType = OffsetOf(block.OffsetPrcbCpuType),
        ProcessorVendorString = OffsetOf(block.OffsetPrcbVendorString),
        ProcessorStateContext = OffsetOf(block.OffsetPrcbProcStateContext),
        ProcessorNumber = OffsetOf(block.OffsetPrcbNumber),
        ThreadSize = OffsetOf(block.SizeEThread),
        ProcessorSpecialRegisters = OffsetOf(block.OffsetPrcbProcStateSpecialReg),
        ProcessorContext = OffsetOf(block.OffsetPrcbContext),
        L1tfHighPhysicalBit = block.L1tfHighPhysicalBitIndex == 0 ? null : block.L1tfHighPhysicalBitIndex,
        L1tfSwizzleBit = block.L1tfSwizzleBitIndex == 0 ? null : block.L1tfSwizzleBitIndex,
    };

    private static VirtualAddress? AddressOf(ulong value) => value == 0 ? null : new VirtualAddress(value);

    private static uint? OffsetOf(ushort value) => value == 0 ? null : value;
}
