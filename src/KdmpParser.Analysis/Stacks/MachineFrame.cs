using System.Runtime.InteropServices;

namespace KdmpParser.Analysis.Stacks;

/// <summary>What a processor pushes at an interrupt or an exception in 64-bit mode (Intel SDM vol. 3A, 6.14.2), from the lowest address on.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MachineFrame
{
    public ulong Rip;
    public ulong Cs;
    public ulong RFlags;
    public ulong Rsp;
    public ulong Ss;
}
