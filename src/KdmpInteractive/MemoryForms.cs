using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive;

/// <summary>Other forms of memory, to be shown: <c>dump.VirtualMemory.ViewAll(address).As(HexUnit.Pointers, dump)</c>.</summary>
public static class MemoryForms
{
    /// <summary>Memory as numbers of another size.</summary>
    /// <param name="memory">What is shown.</param>
    /// <param name="unit">What the numbers are.</param>
    /// <param name="dump">Names the modules that pointers lie in.</param>
    /// <param name="limits">How many lines; <see cref="OutputLimits.Default"/> unless told.</param>
    public static View As(this MemoryPieces memory, HexUnit unit, KernelDump? dump = null, OutputLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return MemoryViewView.Of(memory, unit, dump, limits);
    }
}
