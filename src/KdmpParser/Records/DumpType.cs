using System.Diagnostics.CodeAnalysis;

namespace KdmpParser;

/// <summary>The kind of dump, with the value of the header's DumpType field (offset 0xf98).</summary>
[SuppressMessage("Design", "CA1008:Enums should have zero value", Justification = "Windows never writes type 0.")]
public enum DumpType
{
    /// <summary>A complete dump: every run of physical memory that the header lists.</summary>
    Full = 1,

    /// <summary>The kernel dump of older writers; readable where a bitmap header stands at 0x2000.</summary>
    Kernel = 2,

    /// <summary>A small dump ("minidump"): no physical memory, pieces of virtual memory instead.</summary>
    Triage = 4,

    /// <summary>A bitmap says which pages are present ("BMP", kernel or active memory).</summary>
    Bitmap = 5,

    /// <summary>A live or automatic kernel dump, with the same layout as <see cref="Bitmap"/>.</summary>
    LiveKernelMemory = 6,

    /// <summary>Written by WinDbg's <c>.dump /k</c>: a list of page ranges.</summary>
    KernelMemory = 8,

    /// <summary>Written by WinDbg's <c>.dump /ka</c>: a list of page ranges.</summary>
    KernelAndUserMemory = 9,

    /// <summary>Written by WinDbg's <c>.dump /f</c>: a list of page ranges with a total.</summary>
    CompleteMemory = 0xa,
}
