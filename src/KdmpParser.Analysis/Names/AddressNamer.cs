using KdmpParser.Analysis.Images;
using KdmpParser.Analysis.Symbols;
using KdmpParser.Memory;

namespace KdmpParser.Analysis.Names;

/// <summary>Says what an address is called. What is the same for every address is read once.</summary>
internal sealed class AddressNamer
{
    /// <summary>MM_ALLOCATION_GRANULARITY of wdm.h: nothing is ever mapped below.</summary>
    private const ulong NullSize = 0x10000;

    // KI_USER_SHARED_DATA of ntddk.h, and MM_SHARED_USER_DATA_VA of wdm.h, where user mode has the same page.
    private const ulong SharedKernel = 0xfffff780_00000000, SharedUser = 0x7ffe0000, SharedSize = 0x1000;

    /// <summary>WinDbg's name of the kernel, whatever its file is called.</summary>
    private const string Kernel = "nt";

    private readonly AnalyzedDump _analyzed;
    private readonly KernelDump _dump;
    private readonly KernelStacks _stacks;
    private readonly SelfMap? _selfMap;
    private readonly HashSet<LoadedModule> _userModules;
    private readonly OverlappingRanges<UnloadedDriver> _unloaded;
    private readonly VirtualAddress? _kernel;

    public AddressNamer(AnalyzedDump analyzed)
    {
        (_analyzed, _dump) = (analyzed, analyzed.Dump);
        _stacks = new(_dump);
        _selfMap = SelfMap.Find(_dump);
        _userModules = new(_dump.UserModules, ReferenceEqualityComparer.Instance);
        _unloaded = new(_dump.UnloadedDrivers.Where(driver => driver.End > driver.Start), driver => driver.Start.Value, driver => driver.End.Value - 1);
        _kernel = _dump.DebuggerData?.KernBase ?? (_dump.KernelModules is [var first, ..] ? first.Base : null);
    }

    public AddressDescription Describe(VirtualAddress address)
    {
        if (_dump.FindModule(address) is { } module)
            return InModule(module, address);
        if (address.Value < NullSize)
            return new(address, AddressKind.NullPage) { Offset = address.Value };
        if (!address.IsCanonical && _dump.Machine == MachineType.X64)
            return new(address, AddressKind.NonCanonical) { Failure = new(MemoryFailureReason.NonCanonical, address.Value) };
        if (Shared(address) is { } offset)
            return new(address, AddressKind.SharedUserData) { Offset = offset };
        if (_selfMap?.Find(address) is { } entry)
            return new(address, AddressKind.PageTables) { PageTable = entry };
        if (_stacks.Find(address) is { } stack)
            return stack;
        AddressDescription memory = Memory(address);
        return _unloaded.TryFindLast(address.Value, out UnloadedDriver? driver) ? Unloaded(memory, driver) : memory;
    }

    /// <summary>The drivers that were at an address before they were unloaded, in the order of their first addresses.</summary>
    public IReadOnlyList<UnloadedDriver> UnloadedAt(VirtualAddress address) => _unloaded.FindAll(address.Value);

    /// <summary>The symbol at a place of a table, seen from an address.</summary>
    public AddressSymbol Symbol(LoadedModule module, AnalyzedImage image, int place, VirtualAddress address)
    {
        SymbolTable table = image.Symbols.Table;
        VirtualAddress at = image.Base + table.AddressOf(place);
        SymbolRelation relation = at > address ? image.Functions.Relate(address, at) : image.Functions.Relate(at, address);
        return new(ShortName(module), table.NameOf(place), at, unchecked((long)(address - at)), table.Source, relation);
    }

    /// <summary>The place of the nearest symbol below an address, in the same section: what is in another one is something else, as data is not code.</summary>
    /// <returns>-1 where there is none.</returns>
    public static int FindBelow(AnalyzedImage image, VirtualAddress address)
    {
        SymbolTable table = image.Symbols.Table;
        int place = address - image.Base <= uint.MaxValue ? table.FindBelow((uint)(address - image.Base)) : -1;
        return place >= 0 && InOneSection(image, image.Base + table.AddressOf(place), address) ? place : -1;
    }

    public static bool InOneSection(AnalyzedImage image, VirtualAddress one, VirtualAddress other) =>
        image.FindSection(one) is { } section && section == image.FindSection(other);

    private AddressDescription InModule(LoadedModule module, VirtualAddress address)
    {
        AnalyzedImage image = _analyzed.ImageOf(module);
        int place = FindBelow(image, address);
        return new(address, AddressKind.Module)
        {
            Module = module,
            Offset = address - module.Base,
            IsUserModule = _userModules.Contains(module),
            Symbol = place < 0 ? null : Symbol(module, image, place, address),
            SymbolFailure = place < 0 ? image.Symbols.ExportsFailure : null,
        };
    }

    /// <summary>What WinDbg puts before the exclamation mark.</summary>
    private string ShortName(LoadedModule module)
    {
        if (module.Base == _kernel && !_userModules.Contains(module))
            return Kernel;
        string name = module.Name ?? "(no name)";
        return name.LastIndexOf('.') is var ending and > 0 ? name[..ending] : name;
    }

    private static ulong? Shared(VirtualAddress address)
    {
        // A distance is huge where the address lies before.
        ulong user = address - new VirtualAddress(SharedUser), kernel = address - new VirtualAddress(SharedKernel);
        return user < SharedSize ? user : kernel < SharedSize ? kernel : null;
    }

    /// <summary>Addresses are used again: what is mapped there now may be something else.</summary>
    private static AddressDescription Unloaded(AddressDescription memory, UnloadedDriver driver) => memory with
    {
        Certainty = memory.Kind == AddressKind.Mapped ? Certainty.Possible : Certainty.Likely,
        Kind = AddressKind.UnloadedDriver,
        UnloadedDriver = driver,
        Offset = memory.Address - driver.Start,
    };

    private AddressDescription Memory(VirtualAddress address)
    {
        VirtualAddressSpace memory = _dump.VirtualMemory;
        if (!memory.HasPageTables)
        {
            return memory.TryRead(address, out byte _, out MemoryFailure missing)
                ? new(address, AddressKind.Mapped)
                : new(address, AddressKind.NotInDump) { Failure = missing };
        }

        Translation walk = memory.Translate(address);
        return new(address, Kind(walk)) { Translation = walk, Failure = walk.Failure };
    }

    private static AddressKind Kind(Translation walk) => walk.Failure switch
    {
        null => AddressKind.Mapped,
        { Reason: MemoryFailureReason.NotPresent, Entry: PageTableEntryKind.Zero } => AddressKind.Free,
        { Reason: MemoryFailureReason.NotPresent } => AddressKind.NotResident,
        _ => AddressKind.NotInDump,
    };
}
