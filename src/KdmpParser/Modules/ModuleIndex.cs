using KdmpParser.Memory;

namespace KdmpParser.Modules;

/// <summary>Finds the module at an address. Made once for a list.</summary>
internal sealed class ModuleIndex(IEnumerable<LoadedModule> modules)
{
    private readonly OverlappingRanges<LoadedModule> _ranges = new(modules.Where(module => module.Size > 0), module => module.Base.Value, Last);

    /// <summary>The module at an address; where several overlap, the one that begins last.</summary>
    public LoadedModule? Find(VirtualAddress address) => _ranges.TryFindLast(address.Value, out LoadedModule? module) ? module : null;

    private static ulong Last(LoadedModule module) => module.Base.Value + Math.Min(module.Size - 1, ulong.MaxValue - module.Base.Value);
}
