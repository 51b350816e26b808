using System.Collections.Concurrent;
using KdmpParser.Analysis.Images;
using KdmpParser.Analysis.Names;

namespace KdmpParser.Analysis;

/// <summary>What was read of a dump to answer questions about it, each part when it was first needed. Safe for concurrent use.</summary>
internal sealed class AnalyzedDump
{
    private readonly ConcurrentDictionary<(ulong? DirectoryTableBase, VirtualAddress Base), AnalyzedImage> _images = [];
    private readonly Lazy<AddressNamer> _namer;

    public AnalyzedDump(KernelDump dump)
    {
        Dump = dump;
        _namer = Once(() => new AddressNamer(this));
    }

    public KernelDump Dump { get; }

    /// <summary>Gives addresses names.</summary>
    public AddressNamer Namer => _namer.Value;

    /// <summary>The image of a module in the dump's own address space: its sections, exports, symbols and functions. Nothing of it is read yet.</summary>
    public AnalyzedImage ImageOf(LoadedModule module) => ImageOf(module, Dump.VirtualMemory);

    /// <summary>The same in another address space, where the same address can have another image.</summary>
    public AnalyzedImage ImageOf(LoadedModule module, VirtualAddressSpace memory) =>
        _images.GetOrAdd((memory.DirectoryTableBase, module.Base), static (key, place) => new(place.Dump, place.Memory, key.Base), (Dump, Memory: memory));

    /// <summary>The first caller's value stays; a failed attempt, as on a closed dump, is not kept.</summary>
    internal static Lazy<T> Once<T>(Func<T> read) => new(read, LazyThreadSafetyMode.PublicationOnly);
}
