namespace KdmpParser.Modules;

/// <summary>Finds the module at an address. Made once for a list.</summary>
internal sealed class ModuleIndex
{
    private readonly LoadedModule[] _sorted;
    private readonly ulong[] _bases;

    /// <summary>The furthest that this module or one before it goes: hostile modules overlap.</summary>
    private readonly ulong[] _last;

    public ModuleIndex(IEnumerable<LoadedModule> modules)
    {
        _sorted = [.. modules.Where(module => module.Size > 0)];
        Array.Sort(_sorted, (one, other) => one.Base.Value.CompareTo(other.Base.Value));
        _bases = Array.ConvertAll(_sorted, module => module.Base.Value);
        _last = new ulong[_sorted.Length];
        ulong last = 0;
        for (int i = 0; i < _sorted.Length; i++)
            _last[i] = last = Math.Max(last, Last(_sorted[i]));
    }

    /// <summary>The module at an address; where several overlap, the one that begins last.</summary>
    public LoadedModule? Find(VirtualAddress address)
    {
        int found = Array.BinarySearch(_bases, address.Value);
        for (int i = found >= 0 ? found : ~found - 1; i >= 0 && _last[i] >= address.Value; i--)
        {
            if (_sorted[i].Contains(address))
                return _sorted[i];
        }

        return null;
    }

    private static ulong Last(LoadedModule module) => module.Base.Value + Math.Min(module.Size - 1, ulong.MaxValue - module.Base.Value);
}
