using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>A machine in order, by hand: the kernel's image with its code executable and nothing else, two processes, one thread.</summary>
internal static class HuntedBytes
{
    public const ulong SystemProcess = 0xffffc08b_20000080, Shell = 0xffffc08b_20010080, Hidden = 0xffffc08b_20020080;
    public const ulong Prcb = 0xfffff804_50000180, CurrentThread = 0xffffc08b_10000080;
    public const ulong Pool = 0xffffc08b_30000000;
    public const ulong Text = ImageBytes.Base + 0x1000;
    public const ulong Entry = KernelBytes.Entries;
    public const uint ImageSize = 0x8000;

    public static KernelBytes InOrder()
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().WithImage().U8(ImageBytes.Base + 0x7000, 0);
        memory.Module(Entry, ImageBytes.Base, ImageSize, "ntoskrnl.exe", "").U64(Entry + 0x38, ImageBytes.Base + 0x1800).List(KernelBytes.ModuleHead, Entry);
        memory.U32(ImageBytes.Header + 0x50, ImageSize);
        memory.Process(SystemProcess, 4, "System", parent: 0).Process(Shell, 0x1234, "shell.exe").ProcessList(SystemProcess, Shell);
        memory.Processor(0, Prcb, CurrentThread, 0x1234).Thread(CurrentThread, Shell, 0).SelfMap(KernelBytes.System);
        return memory.U64(Pool, 0).DataOnly().Rights(Text, "rx");
    }

    /// <summary>An EPROCESS that no list has: its links lead to itself.</summary>
    public static KernelBytes Unlisted(this KernelBytes memory, ulong process, ulong id, string name) =>
        memory.Process(process, id, name).U64(process + 0x448, process + 0x448, process + 0x448);
}
