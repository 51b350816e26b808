using KdmpParser.Kernel;

namespace KdmpParser.Modules;

/// <summary>Finds the lists of modules of a process: from its PEB, and for the 32-bit half of a WoW64 process from the TEB of a thread.</summary>
internal static class ProcessModules
{
    // Offsets of 64-bit and 32-bit Windows (public symbols of ntdll); they have not changed since Windows 7.
    private const uint TebPeb = 0x60;
    private const uint PebLdr = 0x18;
    private const uint LdrInLoadOrderModuleList = 0x10;
    private const uint TebTeb32 = 0x2000;
    private const uint Teb32Self = 0x18;
    private const uint Teb32Peb = 0x30;
    private const uint Peb32Ldr = 0x0c;
    private const uint Ldr32InLoadOrderModuleList = 0x0c;

    /// <summary>The module that every WoW64 process has in its 64-bit list.</summary>
    private const string Wow64 = "wow64.dll";

    /// <summary>The modules of the process that a thread is in.</summary>
    public static CapturedList<LoadedModule> ReadOfThread(VirtualAddressSpace memory, VirtualAddress teb, KernelDumpLimits limits)
    {
        if (!memory.TryRead(teb + TebPeb, out ulong peb, out MemoryFailure failure))
            return CapturedList<LoadedModule>.None(KernelDataFailure.Unreadable("the TEB", failure));
        return Read(memory, peb, [teb], limits);
    }

    /// <param name="memory">The address space of the process.</param>
    /// <param name="peb">Its PEB.</param>
    /// <param name="tebs">TEBs of its threads, as far as they are known.</param>
    /// <param name="limits">Bounds for the lists.</param>
    public static CapturedList<LoadedModule> Read(VirtualAddressSpace memory, VirtualAddress peb, IReadOnlyList<VirtualAddress> tebs, KernelDumpLimits limits)
    {
        var reader = new ModuleReader(memory, limits);
        KernelDataFailure? first = ReadLoader(memory, peb + PebLdr, sizeof(ulong), "the PEB", out VirtualAddress loader)
            ?? reader.ReadUserList(loader + LdrInLoadOrderModuleList);
        bool isWow64 = reader.Modules.Any(module => string.Equals(module.Name, Wow64, StringComparison.OrdinalIgnoreCase));
        KernelDataFailure? second = Read32(memory, reader, tebs, isWow64, limits);
        return new(reader.Modules, first ?? second);
    }

    private static KernelDataFailure? Read32(VirtualAddressSpace memory, ModuleReader reader, IReadOnlyList<VirtualAddress> tebs, bool isWow64, KernelDumpLimits limits)
    {
        // A 64-bit process has something else in this place, for each processor that ran it, and what it leads to may look like a list for long.
        // All tries together look at no more entries than one list may have.
        int left = limits.Modules;
        foreach (VirtualAddress teb in tebs.TakeWhile(_ => left > 0))
        {
            VirtualAddress teb32 = teb + TebTeb32;
            if (!memory.TryRead(teb32 + Teb32Peb, out uint peb32) || peb32 == 0)
                continue;

            // A TEB32 names itself; what else stands there, such as the TEB of another thread, leads to no whole list.
            bool isCertain = isWow64 || (memory.TryRead(teb32 + Teb32Self, out uint self) && self == teb32.Value);
            var reader32 = new ModuleReader(memory, limits with { Modules = left });
            KernelDataFailure? failure = ReadLoader(memory, new VirtualAddress(peb32) + Peb32Ldr, sizeof(uint), "the 32-bit PEB", out VirtualAddress loader)
                ?? reader32.ReadUserList32(loader + Ldr32InLoadOrderModuleList);
            left -= reader32.Visits;
            if (isCertain || failure is null)
            {
                reader.Take(reader32);
                return failure;
            }
        }

        return isWow64
            ? KernelDataFailure.NotRecorded("the 32-bit modules of a WoW64 process are found through the TEB of a running thread, and none is known or readable")
            : null;
    }

    private static KernelDataFailure? ReadLoader(VirtualAddressSpace memory, VirtualAddress field, int pointerSize, string what, out VirtualAddress loader)
    {
        if (!ListWalk.TryReadPointer(memory, field, pointerSize, out loader, out MemoryFailure failure))
            return KernelDataFailure.Unreadable(what, failure);
        return loader.Value == 0 ? KernelDataFailure.NotRecorded($"{what} has no list of modules yet", field) : null;
    }
}
