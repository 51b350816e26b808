using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Format;
using static KdmpParser.Sample.PageTableBuilder;
using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

// What the kernel knows about processes, threads and processors, with the offsets of build 19041.
internal sealed partial class SampleMachine
{
    private const uint ActiveProcessLinks = 0x448;
    private const uint ImageFileName = 0x5a8;

    /// <summary>How much a small dump keeps of each.</summary>
    public const ushort PrcbSize = 0xaf00, ProcessSize = 0xa40, ThreadSize = 0x898;

    private void WriteDebuggerData()
    {
        var data = new KdDebuggerData64
        {
            OwnerTag = KdDebuggerData64.OwnerTagValue,
            DataSize = KdDebuggerData64.Size,
            KernBase = KernelBase,
            PsLoadedModuleList = LoadedModuleList,
            PsActiveProcessHead = ActiveProcessHead,
            KiProcessorBlock = ProcessorBlock,
            MmUnloadedDrivers = UnloadedDrivers,
            MmLastUnloadedDriver = UnloadedDrivers + 8,
            OffsetKThreadTeb = 0xf0,
            OffsetKThreadKernelStack = 0x58,
            OffsetKThreadInitialStack = 0x28,
            OffsetKThreadApcProcess = 0xb8,
            OffsetKThreadState = 0x184,
            SizeEProcess = ProcessSize,
            OffsetEProcessPeb = 0x550,
            OffsetEProcessParentCid = 0x540,
            OffsetEProcessDirectoryTableBase = 0x28,
            SizePrcb = PrcbSize,
            OffsetPrcbCurrentThread = 0x8,
            OffsetPrcbMhz = 0x44,
            OffsetPrcbCpuType = 0x40,
            OffsetPrcbVendorString = 0x8590,
            OffsetPrcbProcStateContext = 0x1f0,
            OffsetPrcbNumber = 0x24,
            SizeEThread = ThreadSize,
            OffsetPrcbProcStateSpecialReg = 0x100,
            OffsetPrcbContext = 0x85c0,
            PteBase = SelfMap,
        };
        Write(DebuggerData, MemoryMarshal.AsBytes(new ReadOnlySpan<KdDebuggerData64>(ref data)));
    }

    private void WriteProcesses()
    {
        (ulong Address, ulong Id, ulong Parent, string Name, ulong Root, ulong Peb)[] processes =
        [
            (SampleLayout.Processes, 4, 0, "System", SystemRoot, 0),
            (SampleLayout.Processes + 0x1000, 0x1b4, 4, "kdmpinit.exe", LeftOutRoot, 0x0000_0085_6af1_0000),
            (SampleLayout.Processes + 0x2000, 0xd30, 0x1b4, "kdmpshell.exe", ShellRoot, ShellPeb),
            (CurrentProcess, 0x1a2c, 0xd30, "kdmpsample.exe", DirectoryTableBase, Peb),
        ];
        WriteList(ActiveProcessHead, [.. processes.Select(process => process.Address + ActiveProcessLinks)]);
        foreach ((ulong address, ulong id, ulong parent, string name, ulong root, ulong peb) in processes)
        {
            Write(address, 0x3); // DISPATCHER_HEADER: a process object
            Write(address + 0x28, root);
            Write(address + ActiveProcessLinks - 8, id);
            Write(address + 0x540, parent);
            Write(address + 0x550, peb);
            Write(address + ImageFileName, Encoding.ASCII.GetBytes(name + '\0'));
        }

        // The list of modules hangs on the PEB.
        Write(Peb + 0x10, Program, Loader);
        Write(ShellPeb + 0x10, ShellProgram, ShellLoader);
    }

    private void WriteProcessor()
    {
        Write(CurrentThread, 0x6); // DISPATCHER_HEADER: a thread object
        Write(CurrentThread + 0x28, SampleStory.InitialStack);
        Write(CurrentThread + 0x58, StackPointer);

        // A thread of the kernel has no TEB; this one works in the program's address space.
        Write(CurrentThread + 0xb8, CurrentProcess);
        Write(Teb + 0x30, Teb, 0, 0x1a2c, 0x1b08);
        Write(Teb + 0x60, Peb);

        // Number 0; CR0, CR2 (where the driver read), CR3 and CR4; the context is behind a pointer.
        Write(ProcessorBlock, Prcb);
        Write(Prcb + 0x8, CurrentThread);
        Write(Prcb + 0x100, 0x8005_0033, 0x18, DirectoryTableBase, 0x37_0678);
        Write(Prcb + 0x85c0, PrcbContext);
        Write(PrcbContext, Context);
    }

    private void WriteUnloadedDrivers()
    {
        (string name, ulong start, ulong end) = OldDriver;
        ulong ring = Structures, text = Structures + 0xa00;
        Write(UnloadedDrivers, ring, 1);
        Write(ring, UnicodeString(name), text, start, end, 133_536_829_840_000_000);
        Write(text, Encoding.Unicode.GetBytes(name));
    }

    /// <summary>Page tables of other processes: a user half of their own, and the kernel half that all share.</summary>
    private void MapOtherProcesses()
    {
        var shell = new PageTableBuilder(Memory, ShellRoot, ShellRoot + 0x1000);
        Map(shell, ShellProgram, ShellProgramPhysical, 1, User | NoExecute, "a shell's header");
        Map(shell, ShellProgram + 0x1000, ShellProgramPhysical + 0x1000, ShellProgramPages - 1, User, "a shell's code");
        Map(shell, ShellPeb, ShellPebPhysical, 2, User | Writable | Dirty | NoExecute, "a shell's loader");

        foreach (ulong root in (ReadOnlySpan<ulong>)[SystemRoot, ShellRoot])
        {
            Memory.Page(DirectoryTableBase).AsSpan(0x800).CopyTo(Memory.Page(root).AsSpan(0x800));
            new PageTableBuilder(Memory, root, root).Set(PageTableLevel.Pml4e, SelfMap, root | Present | Writable | Accessed | Dirty | NoExecute);
        }
    }

    /// <summary>A LIST_ENTRY at the head and at each entry.</summary>
    private void WriteList(ulong head, params ulong[] entries)
    {
        ulong[] ring = [head, .. entries];
        for (int i = 0; i < ring.Length; i++)
            Write(ring[i], ring[(i + 1) % ring.Length], ring[(i + ring.Length - 1) % ring.Length]);
    }
}
