namespace KdmpParser.Analysis.Hunting;

/// <summary>Modules by address, to be asked for pieces of memory in ascending order.</summary>
internal sealed class ModuleRanges
{
    private readonly (ulong First, ulong Last, LoadedModule Module)[] _ranges;

    /// <summary>How far the ranges up to each place reach, since they can overlap.</summary>
    private readonly ulong[] _reach;

    public ModuleRanges(IEnumerable<LoadedModule> modules)
    {
        _ranges = [.. modules.Where(module => module.Size > 0).Select(module => (module.Base.Value, Last(module), module)).OrderBy(range => range.Value)];
        _reach = new ulong[_ranges.Length];
        ulong reach = 0;
        for (int i = 0; i < _ranges.Length; i++)
            _reach[i] = reach = Math.Max(reach, _ranges[i].Last);
    }

    /// <summary>The parts of a piece of memory, in order: each lies in one module, or in none. Of modules that overlap, the one that begins first has all of it.</summary>
    public IEnumerable<(ulong First, ulong Last, LoadedModule? Module)> Split(ulong first, ulong last)
    {
        for (int i = FirstReaching(first); i < _ranges.Length && _ranges[i].First <= last; i++)
        {
            if (_ranges[i].Last < first)
                continue;
            if (_ranges[i].First > first)
            {
                yield return (first, _ranges[i].First - 1, null);
                first = _ranges[i].First;
            }

            ulong end = Math.Min(last, _ranges[i].Last);
            yield return (first, end, _ranges[i].Module);
            if (end == last)
                yield break;
            first = end + 1;
        }

        yield return (first, last, null);
    }

    /// <summary>Some module that has a byte in a piece of memory.</summary>
    public LoadedModule? Any(ulong first, ulong last) => Split(first, last).FirstOrDefault(part => part.Module is not null).Module;

    /// <summary>The first range that an address can lie in: all before it end earlier.</summary>
    private int FirstReaching(ulong address)
    {
        int from = 0, end = _reach.Length;
        while (from < end)
        {
            int middle = from + (end - from) / 2;
            if (_reach[middle] < address)
                from = middle + 1;
            else
                end = middle;
        }

        return from;
    }

    /// <summary>The last byte of the last page, since rights are those of whole pages.</summary>
    private static ulong Last(LoadedModule module)
    {
        const ulong Page = PhysicalAddress.PageSize - 1;
        ulong first = module.Base.Value;
        return (first + Math.Min(module.Size - 1, ulong.MaxValue - first)) | Page;
    }
}
