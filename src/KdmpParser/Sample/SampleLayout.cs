using System.Collections.Immutable;

namespace KdmpParser.Sample;

/// <summary>Where everything is in the synthetic machine. The numbers are made up; their shapes are those of Windows 10 on x64.</summary>
internal static class SampleLayout
{
    public const ulong DirectoryTableBase = 0x1ad000;
    public const ulong FirstPageTable = 0x1ae000;

    /// <summary>A PTE of the self-map: PML4 index 0x1ed points to the PML4 itself, as it did before Windows 10 1607.</summary>
    public const ulong SelfMap = 0xfffff680_00000000;

    /// <summary>The kernel: one 2 MiB page, of which a few frames are captured.</summary>
    public const ulong KernelBase = 0xfffff805_10600000;
    public const ulong KernelPhysical = 0x0260_0000;
    public const uint KernelSize = 0x200000;
    public const ulong KernelCode = KernelBase + 0x17_7000;
    public const ulong KernelConstants = KernelBase + 0x1b_0000;
    public const ulong KernelData = KernelBase + 0x1c_0000;
    public const ulong LoadedModuleList = KernelData + 0x100;
    public const ulong ActiveProcessHead = KernelData + 0x200;
    public const ulong DebuggerData = KernelData + 0x400;
    public const ulong ProcessorBlock = KernelData + 0x800;

    /// <summary>MmUnloadedDrivers, and MmLastUnloadedDriver behind it.</summary>
    public const ulong UnloadedDrivers = KernelData + 0x900;
    public const ulong PfnDatabase = 0xffff8a80_00000000;

    /// <summary>The driver that crashed: 4 KiB pages, header read-only, code read and execute, data read and write.</summary>
    public const ulong Driver = 0xfffff805_2a340000;
    public const ulong DriverPhysical = 0x04c1_1000;
    public const int DriverPages = 8;
    public const ulong FaultingInstruction = Driver + 0x1234;

    /// <summary>The filter above it: header, code, constants, data.</summary>
    public const ulong Filter = 0xfffff805_2a360000;
    public const ulong FilterPhysical = 0x0700_5000;
    public const int FilterPages = 4;

    /// <summary>Nonpaged pool: the list of modules, a request, and PTEs of every kind behind it.</summary>
    public const ulong Pool = 0xffffc08b_5e200000;
    public const ulong PoolPhysical = 0x1_0c3a_0000;
    public const int PoolPages = 4;
    public const ulong TransitionPage = Pool + 0x10_000;
    public const ulong TransitionPhysical = 0x1_1f00_0000;
    public const ulong PageFilePage = Pool + 0x11_000;
    public const ulong DemandZeroPage = Pool + 0x12_000;
    public const ulong PrototypePage = Pool + 0x13_000;

    /// <summary>A prototype PTE, and the shared page that it leads to.</summary>
    public const ulong PrototypePte = Pool + 0x3008;
    public const ulong SharedPhysical = 0x80_0000;
    public const ulong NotPresentPage = Pool + 0x14_000;
    public const ulong LeftOutPage = Pool + 0x15_000;
    public const ulong LeftOutPhysical = 0x1_2000_0000;

    /// <summary>The page table of this address is not captured.</summary>
    public const ulong LeftOutTable = Pool + 0x20_0000;
    public const ulong LeftOutTablePhysical = 0x1_2100_0000;

    /// <summary>More pool: the ring of unloaded drivers, a thread, and a process in each page from there on.</summary>
    public const ulong Structures = Pool + 0x8_0000;
    public const ulong StructuresPhysical = 0x1_0d2c_4000;
    public const int StructurePages = 6;
    public const ulong CurrentThread = Structures + 0x1080;
    public const ulong Processes = Structures + 0x2080;
    public const ulong CurrentProcess = Processes + 0x3000;

    /// <summary>The control block of the one processor.</summary>
    public const ulong Prcb = 0xfffff805_0e8a0180;
    public const ulong PrcbPhysical = 0x0510_2000;
    public const int PrcbPages = 12;

    /// <summary>The context that it saved.</summary>
    public const ulong PrcbContext = Prcb + 0x9000;

    /// <summary>A 1 GiB page, of which 64 frames are captured.</summary>
    public const ulong HugePage = 0xffff9100_40000000;
    public const ulong HugePhysical = 0x4000_0000;
    public const int HugePages = 64;

    public const ulong Stack = 0xffffa884_88259000;
    public const ulong StackPhysical = 0x1_0500_0000;
    public const int StackPages = 6;
    public const ulong StackPointer = Stack + 0x5_4c0;
    public const ulong ExceptionOnStack = Stack + 0x5_0e8;
    public const ulong ContextOnStack = Stack + 0x4_920;

    /// <summary>The stack pointer when KeBugCheckEx was called, far below: the exception was dispatched in between.</summary>
    public const ulong BugCheckStackPointer = Stack + 0x4_0e8;

    /// <summary>KUSER_SHARED_DATA, mapped twice: read-only for user mode, writable for the kernel.</summary>
    public const ulong SharedDataUser = 0x0000_0000_7ffe_0000;
    public const ulong SharedDataKernel = 0xfffff780_00000000;
    public const ulong SharedDataPhysical = 0x3000;

    public const ulong Program = 0x00007ff6_3c2a0000;
    public const ulong ProgramPhysical = 0x9a00_0000;
    public const int ProgramPages = 3;
    public const ulong Library = Program + 0x10_0000;
    public const ulong LibraryPhysical = 0x9a40_2000;
    public const int LibraryPages = 2;

    /// <summary>The PEB, the TEB of a thread, and what the loader keeps.</summary>
    public const ulong Peb = 0x000000d1_2b70_0000;
    public const ulong PebPhysical = 0x0b91_3000;
    public const int PebPages = 4;
    public const ulong Teb = Peb + 0x1000;
    public const ulong Loader = Peb + 0x3000;

    /// <summary>Top page tables of other processes; one was left out.</summary>
    public const ulong SystemRoot = 0x15_0000;
    public const ulong ShellRoot = 0x16_0000;
    public const ulong LeftOutRoot = 0x1_2200_0000;

    /// <summary>Another process: its program, and its PEB with what the loader keeps.</summary>
    public const ulong ShellProgram = 0x00007ff7_12340000;
    public const ulong ShellProgramPhysical = 0x9b00_0000;
    public const int ShellProgramPages = 2;
    public const ulong ShellPeb = ShellProgram + 0x8_0000;
    public const ulong ShellPebPhysical = 0x9b40_0000;
    public const ulong ShellLoader = ShellPeb + 0x1000;

    public const ulong UserStack = 0x000000d1_2b7fe000;
    public const ulong UserStackPhysical = 0x0b77_7000;
    public const int UserStackPages = 2;

    /// <summary>The machine has 4 GiB: 3 GiB from the start, and the rest above the 4 GiB line, as PCs have it.</summary>
    public static readonly ImmutableArray<PageRange> MachineMemory = [new(0x1000, 0x9f), new(0x10_0000, 0xb_ff00), new(0x1_0000_0000, 0x4_0000)];

    /// <summary>What the kernel had loaded, the kernel first.</summary>
    public static readonly ImmutableArray<(ulong Image, uint Size, string Path)> KernelModules =
    [
        (KernelBase, KernelSize, @"\SystemRoot\system32\ntoskrnl.exe"),
        (Driver, DriverPages * 4096, @"\SystemRoot\System32\drivers\kdmpdemo.sys"),
        (Filter, FilterPages * 4096, @"\SystemRoot\System32\drivers\kdmpflt.sys"),
    ];

    /// <summary>What it had unloaded.</summary>
    public static readonly (string Name, ulong Start, ulong End) OldDriver = ("kdmpold.sys", 0xfffff805_2b510000, 0xfffff805_2b519000);

    /// <summary>Captured pages that nothing maps: frame number and count.</summary>
    public static readonly (ulong Frame, int Count)[] Unmapped =
        [(0x1, 2), (0x100, 48), (0x800, 32), (0x10000, 64), (0x1c0a0, 24), (0xbff00, 40), (0x100000, 32), (0x11e800, 16)];
}
