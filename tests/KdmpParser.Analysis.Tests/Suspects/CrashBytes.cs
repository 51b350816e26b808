using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>A machine that crashed, by hand: the kernel, a file system, two drivers of others, two reporters, a stack, and what the header says.</summary>
internal static class CrashBytes
{
    public const ulong Nt = KernelBytes.Image, Ntfs = 0xfffff804_30000000, First = 0xfffff804_31000000, Second = 0xfffff804_32000000;
    public const ulong Watchdog = 0xfffff804_33000000, Unloaded = 0xfffff804_34000000, Hal = 0xfffff804_35000000;
    public const uint Size = 0x10_0000;

    /// <summary>The stack pointer in the header, in a stack of 24 KiB.</summary>
    public const ulong Stack = 0xffff8504_29890000;

    private const ulong UnloadedVariable = 0xfffff804_1000a308, Ring = 0xffffc08b_40000000;

    /// <summary>The machine stopped by KeBugCheckEx, in the kernel.</summary>
    public static KernelBytes Machine(uint code, params ulong[] parameters)
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().Write(Stack, new byte[0x6000]);
        (ulong Image, string Name)[] modules =
            [(Nt, "ntoskrnl.exe"), (Ntfs, "Ntfs.sys"), (First, "first.sys"), (Second, "second.sys"), (Watchdog, "watchdog.sys"), (Hal, "hal.dll")];
        for (int i = 0; i < modules.Length; i++)
            memory.Module(Entry(i), modules[i].Image, Size, modules[i].Name, $@"\dir\{modules[i].Name}");
        memory.List(KernelBytes.ModuleHead, [.. Enumerable.Range(0, modules.Length).Select(Entry)]);
        memory.U64(KernelBytes.DebuggerData + 0x220, UnloadedVariable, UnloadedVariable + 8).U64(UnloadedVariable, Ring).U32(UnloadedVariable + 8, 1);
        memory.Write(Ring, new byte[50 * 0x28]).UnicodeString(Ring, "gone.sys", Ring + 0x1000).U64(Ring + 0x10, Unloaded, Unloaded + 0x8000);
        return memory.OnDump(dump =>
        {
            dump.U32(0x038, code).Zeros(0x348, 0x4d0).U32(0x348 + 0x30, 0x10005f).U64(0x348 + 0x98, Stack).U64(0x348 + 0xf8, Nt + 0x5000);
            for (int i = 0; i < 4; i++)
                dump.U64(0x040 + 8 * i, i < parameters.Length ? parameters[i] : 0);
        });
    }

    /// <summary>Where the entry of a module of the list is, in the order of the list.</summary>
    public static ulong Entry(int module) => KernelBytes.Entries + 0x1000 * (ulong)module;

    /// <summary>What the processor pushes at a fault: where it stood, selectors of kernel mode, flags, the stack pointer there.</summary>
    public static KernelBytes Fault(this KernelBytes memory, ulong at, ulong instruction, ulong stackPointer) =>
        memory.U64(at, instruction, 0x10, 0x10246, stackPointer, 0x18);

    /// <summary>Names in the order of their rank.</summary>
    public static string[] Ranked(this SuspectModules suspects) => [.. suspects.Modules.Select(module => module.Name!)];
}
