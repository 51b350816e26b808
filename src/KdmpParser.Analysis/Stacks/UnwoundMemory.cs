using System.Diagnostics.CodeAnalysis;
using System.Reflection.PortableExecutable;
using KdmpParser.Analysis.Images;

namespace KdmpParser.Analysis.Stacks;

/// <summary>What a stack is unwound in: an address space, the modules in it, and their function tables.</summary>
/// <param name="analyzed">The dump, which keeps the tables.</param>
/// <param name="space">The address space of the processor whose stack it is.</param>
/// <param name="hasUserModules">Whether the user modules that the dump knows are those of this address space.</param>
internal sealed class UnwoundMemory(AnalyzedDump analyzed, VirtualAddressSpace space, bool hasUserModules)
{
    /// <summary>The first address of the half that belongs to the kernel.</summary>
    private const ulong KernelHalf = 0xffff8000_00000000;

    public VirtualAddressSpace Space { get; } = space;

    public KernelDumpLimits Limits => Space.Limits;

    public LoadedModule? FindModule(VirtualAddress address) =>
        analyzed.Dump.FindModule(address) is { } module && (hasUserModules || module.Base.Value >= KernelHalf) ? module : null;

    /// <param name="module">One of this address space.</param>
    /// <param name="table">Its function table.</param>
    /// <param name="failure">Why that cannot be had.</param>
    public bool TryFindTable(LoadedModule module, [NotNullWhen(true)] out FunctionTable? table, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        AnalyzedImage image = analyzed.ImageOf(module, Space);
        (table, failure) = (image.FunctionTable, image.HeadersFailure);
        if (table is { Machine: not Machine.Amd64 })
            failure = KernelDataFailure.CheckFailed(FormattableString.Invariant($"the image is for another processor ({table.Machine})"), module.Base);
        return table is not null && failure is null;
    }
}
