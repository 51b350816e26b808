using System.Collections.Concurrent;
using KdmpParser.Analysis.Images;
using KdmpParser.Analysis.Names;

namespace KdmpParser.Analysis;

/// <summary>What was read of a dump to answer questions about it, each part when it was first needed. Safe for concurrent use.</summary>
internal sealed class AnalyzedDump
{
    private readonly ConcurrentDictionary<VirtualAddress, AnalyzedImage> _images = new();
    private readonly Lazy<AddressNamer> _namer;

    public AnalyzedDump(KernelDump dump)
    {
        Dump = dump;
        _namer = Once(() => new AddressNamer(this));
    }

    public KernelDump Dump { get; }

    /// <summary>Gives addresses names.</summary>
    public AddressNamer Namer => _namer.Value;

    /// <summary>The image of a module: its sections, exports, symbols and functions. Nothing of it is read yet.</summary>
    public AnalyzedImage ImageOf(LoadedModule module) => _images.GetOrAdd(module.Base, start => new(Dump, start));

    /// <summary>The first caller's value stays; a failed attempt, as on a closed dump, is not kept.</summary>
    internal static Lazy<T> Once<T>(Func<T> read) => new(read, LazyThreadSafetyMode.PublicationOnly);
}
