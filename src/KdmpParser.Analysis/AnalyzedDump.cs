using System.Collections.Concurrent;
using KdmpParser.Analysis.Code;
using KdmpParser.Analysis.Images;
using KdmpParser.Analysis.Names;
using KdmpParser.Analysis.Stacks;

namespace KdmpParser.Analysis;

/// <summary>What was read of a dump to answer questions about it, each part when it was first needed. Safe for concurrent use.</summary>
internal sealed class AnalyzedDump
{
    private readonly ConcurrentDictionary<VirtualAddress, AnalyzedImage> _images = new();
    private readonly ConcurrentDictionary<VirtualAddress, (ImageCode? Code, KernelDataFailure? Failure)> _code = [];
    private readonly Lazy<AddressNamer> _namer;

    public AnalyzedDump(KernelDump dump)
    {
        Dump = dump;
        _namer = Once(() => new AddressNamer(this));
    }

    public KernelDump Dump { get; }

    /// <summary>Gives addresses names.</summary>
    public AddressNamer Namer => _namer.Value;

    /// <summary>The function tables of images that were on a stack, or why there is none; an address means something in one address space only.</summary>
    public ConcurrentDictionary<(ulong? DirectoryTableBase, VirtualAddress Image), (FunctionTable? Table, KernelDataFailure? Failure)> FunctionTables { get; } = [];

    /// <summary>The image of a module: its sections, exports, symbols and functions. Nothing of it is read yet.</summary>
    public AnalyzedImage ImageOf(LoadedModule module) => _images.GetOrAdd(module.Base, start => new(Dump, start));

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

    /// <summary>The first caller's value stays; a failed attempt, as on a closed dump, is not kept.</summary>
    internal static Lazy<T> Once<T>(Func<T> read) => new(read, LazyThreadSafetyMode.PublicationOnly);
}
