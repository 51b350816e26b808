using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>PHYSICAL_MEMORY_DESCRIPTOR64: the runs of memory of the machine. 700 bytes are reserved for it, so 42 runs fit.</summary>
[StructLayout(LayoutKind.Explicit, Size = 700)]
internal struct PhysicalMemoryDescriptor64
{
    public const int MaximumRuns = 42;

    [FieldOffset(0x00)] public uint NumberOfRuns;
    [FieldOffset(0x08)] public ulong NumberOfPages;
    [FieldOffset(0x10)] public Runs42 Runs;
}

/// <summary>PHYSICAL_MEMORY_RUN64, also the entry of an RDMP range table: a page frame number and a count of pages.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PhysicalMemoryRun64
{
    public ulong BasePage;
    public ulong PageCount;
}
