using KdmpParser.Analysis.Images;
using KdmpParser.Analysis.Symbols;

namespace KdmpParser.Analysis.Names;

/// <summary>Collects what is known of an address.</summary>
internal static class SurroundingsReader
{
    public static AddressSurroundings Read(AnalyzedDump analyzed, VirtualAddress address)
    {
        VirtualAddressSpace memory = analyzed.Dump.VirtualMemory;
        MemoryFailure? failure = null;
        if (!memory.HasPageTables && !memory.TryRead(address, out byte _, out MemoryFailure missing))
            failure = missing;
        var surroundings = new AddressSurroundings(analyzed.Namer.Describe(address))
        {
            UnloadedDrivers = analyzed.Namer.UnloadedAt(address),
            Translation = memory.HasPageTables ? memory.Translate(address) : null,
            Failure = failure,
        };
        return surroundings.Description.Module is { } module ? InModule(analyzed, module, surroundings) : surroundings;
    }

    public static ModuleSymbols SymbolsOf(AnalyzedDump analyzed, LoadedModule module)
    {
        AnalyzedImage image = analyzed.ImageOf(module);
        ImageSymbols symbols = image.Symbols;
        return new(module)
        {
            CodeView = image.CodeView,
            PdbPath = symbols.PdbPath,
            Source = symbols.Table.Count == 0 && symbols.PdbPath is null ? null : symbols.Table.Source,
            Count = symbols.Table.Count,
            Failure = symbols.Failure,
            ExportsFailure = symbols.ExportsFailure,
        };
    }

    private static AddressSurroundings InModule(AnalyzedDump analyzed, LoadedModule module, AddressSurroundings surroundings)
    {
        VirtualAddress address = surroundings.Description.Address;
        AnalyzedImage image = analyzed.ImageOf(module);
        return surroundings with
        {
            Section = image.FindSection(address),
            SectionFailure = image.HeadersFailure ?? image.Headers?.Sections.Failure,
            Behind = Behind(analyzed.Namer, module, image, address),
            Function = image.Functions.Find(address, out KernelDataFailure? functionFailure),
            FunctionFailure = functionFailure ?? image.FunctionsFailure,
            Symbols = SymbolsOf(analyzed, module),
        };
    }

    private static AddressSymbol? Behind(AddressNamer namer, LoadedModule module, AnalyzedImage image, VirtualAddress address)
    {
        SymbolTable table = image.Symbols.Table;
        if (address - image.Base > uint.MaxValue)
            return null;
        int place = table.FindBelow((uint)(address - image.Base)) + 1;
        return place < table.Count && AddressNamer.InOneSection(image, image.Base + table.AddressOf(place), address) ? namer.Symbol(module, image, place, address) : null;
    }
}
