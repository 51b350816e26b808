namespace KdmpParser.Tests;

// Structures of build 19041, as FORMAT.md of the project's notes and the public symbols have them.
internal sealed partial class KernelBytes
{
    public const ulong DebuggerData = 0xfffff804_10000b20;
    public const ulong ModuleHead = 0xfffff804_10002390;
    public const ulong ProcessHead = 0xfffff804_10003200;
    public const ulong ProcessorBlock = 0xfffff804_10004c80;

    public const ulong Image = 0xfffff804_20000000;
    public const ulong Entries = 0xffffc08b_00000000;

    /// <summary>KDDEBUGGER_DATA64 with the offsets of build 19041.</summary>
    public KernelBytes KdDebuggerData(uint size = 0x380, string tag = "KDBG")
    {
        Ascii(DebuggerData + 0x10, tag).U32(DebuggerData + 0x14, size).U64(DebuggerData + 0x18, Image);
        U64(DebuggerData + 0x48, ModuleHead, ProcessHead).U64(DebuggerData + 0x218, ProcessorBlock);
        (uint Offset, ushort Value)[] offsets =
        [
            (0x29a, 0xf0), (0x29c, 0x58), (0x29e, 0x28), (0x2a0, 0xb8), (0x2a2, 0x184), (0x2a8, 0xa40), (0x2aa, 0x550), (0x2ac, 0x540), (0x2ae, 0x28),
            (0x2b0, 0xaf00), (0x2b4, 0x8), (0x2b6, 0x44), (0x2bc, 0x1f0), (0x2be, 0x24), (0x2c0, 0x898), (0x2f2, 0x100), (0x338, 0x85c0),
        ];
        foreach ((uint offset, ushort value) in offsets)
            U16(DebuggerData + offset, value);
        return U64(DebuggerData + 0x360, 0xffffb900_00000000);
    }

    /// <summary>LDR_DATA_TABLE_ENTRY without its links, the texts of its names in the same page.</summary>
    public KernelBytes Module(ulong entry, ulong image, uint size, string name, string path) =>
        U64(entry + 0x30, image).U32(entry + 0x40, size).UnicodeString(entry + 0x48, path, entry + 0x400).UnicodeString(entry + 0x58, name, entry + 0x200);

    /// <summary>The part of a PE header that has a time stamp and a checksum.</summary>
    public KernelBytes PeStamp(ulong image, uint timeDateStamp, uint checkSum) =>
        Ascii(image, "MZ").U32(image + 0x3c, 0xf8).Ascii(image + 0xf8, "PE\0\0").U32(image + 0x100, timeDateStamp).U32(image + 0x150, checkSum);

    /// <summary>EPROCESS without the links of its list, which are at 0x448.</summary>
    public KernelBytes Process(ulong process, ulong id, string name, ulong parent = 4, ulong directoryTableBase = System, ulong peb = 0) =>
        U64(process + 0x28, directoryTableBase).U64(process + 0x440, id).U64(process + 0x540, parent).U64(process + 0x550, peb)
            .Write(process + 0x5a8, new byte[15]).Ascii(process + 0x5a8, name);

    /// <summary>The list of processes, given where each EPROCESS is.</summary>
    public KernelBytes ProcessList(params ulong[] processes) => List(ProcessHead, [.. processes.Select(process => process + 0x448)]);

    /// <summary>KPRCB, its context behind the pointer at 0x85c0, and its entry in KiProcessorBlock.</summary>
    public KernelBytes Processor(uint number, ulong prcb, ulong thread, ulong stackPointer)
    {
        ulong context = prcb + 0x9000;
        U64(ProcessorBlock + 8 * number, prcb).U64(prcb + 8, thread).U32(prcb + 0x24, number).U64(prcb + 0x85c0, context);
        U32(context + 0x30, 0x10005f).U64(context + 0x98, stackPointer).U64(context + 0xf8, Image + 0x1000).Write(context + 0x4cf, [0]);
        return U64(prcb + 0x100, 0x80050033, 0x18, 0x1ad002, 0x370678);
    }

    /// <summary>KTHREAD.</summary>
    public KernelBytes Thread(ulong thread, ulong process, ulong teb) => U64(thread + 0xb8, process).U64(thread + 0xf0, teb);

    /// <summary>TEB, PEB and the loader's data; returns with the list of modules at <paramref name="peb"/> + 0x910.</summary>
    public KernelBytes Environment(ulong teb, ulong peb) => U64(teb + 0x60, peb).U64(peb + 0x18, peb + 0x900);
}
