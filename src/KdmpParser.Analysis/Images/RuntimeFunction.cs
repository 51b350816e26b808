using System.Runtime.InteropServices;

namespace KdmpParser.Analysis.Images;

/// <summary>RUNTIME_FUNCTION of x64 (winnt.h): a piece of code and where its unwind data is. Addresses are relative to the image.</summary>
/// <param name="Begin">First byte of the code.</param>
/// <param name="End">The byte behind it.</param>
/// <param name="UnwindData">Its UNWIND_INFO; with bit 0 set, another RUNTIME_FUNCTION that stands for it.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RuntimeFunction(uint Begin, uint End, uint UnwindData)
{
    /// <summary>RUNTIME_FUNCTION_INDIRECT (winnt.h).</summary>
    private const uint Indirect = 1;

    public bool IsIndirect => (UnwindData & Indirect) != 0;

    /// <summary>Where that other one is.</summary>
    public uint Target => UnwindData & ~Indirect;

    public bool Contains(uint address) => address >= Begin && address < End;
}
