using KdmpParser.Images;

namespace KdmpParser.Analysis.Hunting;

/// <summary>Passes over the executable memory of a dump.</summary>
internal sealed class CodeHunt
{
    private readonly KernelDump _dump;
    private readonly KernelDumpLimits _limits;
    private readonly ModuleRanges _modules;
    private readonly UnloadedDriver[] _unloaded;
    private readonly Dictionary<LoadedModule, IReadOnlyList<PeSection>> _sections = [];
    private readonly List<CodeRegion> _found = [];

    public CodeHunt(KernelDump dump)
    {
        _dump = dump;
        _limits = dump.VirtualMemory.Limits;
        _modules = new(dump.KernelModules.Concat(dump.UserModules));
        _unloaded = [.. dump.UnloadedDrivers.Where(driver => driver.End > driver.Start)];
    }

    /// <summary>All memory that can be written and executed.</summary>
    public CapturedList<CodeRegion> Writable(CancellationToken cancellation) => Find(region => region.Writable && region.Executable, _ => true, cancellation);

    /// <summary>Executable memory of the kernel half that lies in no module. Without a list of modules, all of it would.</summary>
    public CapturedList<CodeRegion> OutsideModules(CancellationToken cancellation) => WhyNoModules(_dump) is { } none
        ? CapturedList<CodeRegion>.None(none)
        : Find(region => region.Executable && region.Start.Value > long.MaxValue, part => part is null, cancellation);

    /// <summary>Why it is not known which memory belongs to modules; <see langword="null"/> when it is.</summary>
    public static KernelDataFailure? WhyNoModules(KernelDump dump) => KernelPages.WhyNot(dump) ?? (dump.KernelModules.Count == 0
        ? dump.KernelModules.Failure ?? KernelDataFailure.NotRecorded("the list of modules is empty, so all memory would be outside of them")
        : null);

    /// <summary>The driver that was at a place before it was unloaded, the latest first.</summary>
    public UnloadedDriver? Unloaded(VirtualAddress address) => Array.Find(_unloaded, driver => address >= driver.Start && address < driver.End);

    private CapturedList<CodeRegion> Find(Func<VirtualRegion, bool> isWanted, Func<LoadedModule?, bool> isWantedPart, CancellationToken cancellation)
    {
        KernelDataFailure? failure = KernelPages.Visit(_dump, region => isWanted(region) ? Add(region, isWantedPart) : null, cancellation);
        return new(_found, failure);
    }

    private KernelDataFailure? Add(VirtualRegion region, Func<LoadedModule?, bool> isWantedPart)
    {
        foreach ((ulong first, ulong last, LoadedModule? module) in _modules.Split(region.Start.Value, region.Last.Value))
        {
            if (!isWantedPart(module))
                continue;
            if (_found.Count == _limits.Findings)
                return KernelDataFailure.LimitExceeded("findings", _limits.Findings);
            _found.Add(new(region with { Start = first, Length = last - first + 1 })
            {
                Module = module,
                Section = module is null ? null : SectionAt(module, first),
                LargePageOf = module is null && region.PageSize > PhysicalAddress.PageSize ? Neighbour(first, last, (ulong)region.PageSize) : null,
                UnloadedDriver = module is null ? Unloaded(first) : null,
            });
        }

        return null;
    }

    /// <summary>A module that shares the first or the last large page.</summary>
    private LoadedModule? Neighbour(ulong first, ulong last, ulong pageSize)
    {
        ulong mask = pageSize - 1;
        return _modules.Any(first & ~mask, first | mask) ?? _modules.Any(last & ~mask, last | mask);
    }

    private string? SectionAt(LoadedModule module, ulong address)
    {
        if (!_sections.TryGetValue(module, out IReadOnlyList<PeSection>? sections))
        {
            sections = ImageHeaders.TryRead(_dump.VirtualMemory, module.Base, out ImageHeaders? headers, out _) ? headers.Sections : [];
            _sections.Add(module, sections);
        }

        return sections.LastOrDefault(section => section.Address.Value <= address && address - section.Address.Value < section.Size)?.Name;
    }
}
