using System.Runtime.InteropServices;
using KdmpParser.Analysis.Stacks;
using KdmpParser.Stacks;

namespace KdmpParser.Analysis.Suspects;

/// <summary>
/// Finds what the processor pushed at a fault or a trap. KTRAP_FRAME ends with it, so it is still on the stack when Windows calls its bug check.
/// </summary>
internal static class TrapSearch
{
    /// <summary>KGDT64_R0_CODE and KGDT64_R0_DATA of public kernel headers: the selectors of kernel mode.</summary>
    private const ulong KernelCode = 0x10, KernelData = 0x18;

    private const int Slots = 5;

    /// <summary>Finds the frame of the fault that a bug check is about.</summary>
    /// <param name="memory">The dump's memory.</param>
    /// <param name="stackPointer">Where the stack of the bug check ends; the frame lies above.</param>
    /// <param name="instruction">The instruction that failed; where it is not known, the first frame of kernel mode is taken.</param>
    /// <param name="isCode">Whether something can be executed at an address.</param>
    public static MachineFrame? Find(VirtualAddressSpace memory, VirtualAddress stackPointer, VirtualAddress? instruction, Func<VirtualAddress, bool> isCode)
    {
        if (stackPointer.Value % sizeof(ulong) != 0)
            return null;
        var values = new ulong[StackReader.LargeKernelStackSize / sizeof(ulong)];
        int count = memory.Read(stackPointer, MemoryMarshal.AsBytes(values.AsSpan())).BytesRead / sizeof(ulong);
        for (int i = 0; i + Slots <= count; i++)
        {
            VirtualAddress next = values[i], stack = values[i + 3];
            bool isFrame = values[i + 1] == KernelCode && values[i + 4] is KernelData or 0
                && stack is { IsCanonical: true, Value: > long.MaxValue } && stack.Value % sizeof(ulong) == 0;
            if (isFrame && (instruction is { } wanted ? next == wanted : isCode(next)))
                return MemoryMarshal.Read<MachineFrame>(MemoryMarshal.AsBytes(values.AsSpan(i, Slots)));
        }

        return null;
    }
}
