using System.Collections.Concurrent;
using KdmpParser.Analysis.Code;

namespace KdmpParser.Analysis;

/// <summary>What was read of a dump to answer questions about it, each part when it was first needed. Safe for concurrent use.</summary>
internal sealed class AnalyzedDump(KernelDump dump)
{
    private readonly ConcurrentDictionary<VirtualAddress, (ImageCode? Code, KernelDataFailure? Failure)> _code = [];

    public KernelDump Dump { get; } = dump;

    /// <summary>Where an image has code; <see langword="null"/> where its headers cannot be had.</summary>
    /// <param name="module">The image.</param>
    /// <param name="memory">The address space. What is read of the dump's own is kept.</param>
    /// <param name="failure">Why there is none.</param>
    public ImageCode? CodeOf(LoadedModule module, VirtualAddressSpace memory, out KernelDataFailure? failure)
    {
        if (memory != Dump.VirtualMemory)
            return ImageCode.Read(memory, module.Base, out failure);
        (ImageCode? code, failure) = _code.GetOrAdd(
            module.Base, static (place, memory) => (ImageCode.Read(memory, place, out KernelDataFailure? reason), reason), memory);
        return code;
    }
}
