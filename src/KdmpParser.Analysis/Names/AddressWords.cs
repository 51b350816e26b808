using System.Globalization;

namespace KdmpParser.Analysis;

/// <summary>What is said of an address in one line.</summary>
internal static class AddressWords
{
    public static string? ShortName(AddressDescription address) => address.Kind switch
    {
        AddressKind.Module when address.Symbol is { Note: null } symbol => symbol.ToString(),
        AddressKind.Module => address.Place,
        AddressKind.UnloadedDriver => Unloaded(address),
        AddressKind.Stack => Stack(address),
        AddressKind.PageTables => address.PageTable.ToString(),
        AddressKind.SharedUserData => Shared(address),
        _ => null,
    };

    public static string Line(AddressDescription address) => address.Kind switch
    {
        AddressKind.Module => address.Symbol is { } symbol ? $"{symbol} ({(symbol.Note is { } note ? note + "; " : "")}{address.Place})" : address.Place!,
        AddressKind.UnloadedDriver => $"unloaded module {Unloaded(address)}{(address.Certainty == Certainty.Possible ? " (there is other memory now)" : "")}",
        AddressKind.Stack => $"stack of {(address.Processor is { IsCaptured: false } other ? Thread(other) : "the current thread")}",
        AddressKind.PageTables => $"page table self-map: {address.PageTable}",
        AddressKind.SharedUserData => Shared(address),
        AddressKind.NullPage => string.Create(CultureInfo.InvariantCulture, $"null pointer + 0x{address.Offset:x}"),
        AddressKind.NonCanonical => "not a canonical address",
        AddressKind.Mapped => $"memory of no module{Rights(address.Translation)}",
        AddressKind.Free => $"free: {address.Failure}",
        AddressKind.NotResident => $"allocated, but not in memory: {address.Failure}",
        AddressKind.NotInDump => $"not in the dump: {address.Failure}",
        _ => "nothing is known",
    };

    public static string Evidence(AddressDescription address) => address.Kind switch
    {
        AddressKind.Module => $"the list of {(address.IsUserModule ? "the process' modules" : "loaded modules")}{(address.Symbol is { } symbol ? SymbolEvidence(symbol) : "")}",
        AddressKind.UnloadedDriver => "the list of unloaded drivers" + (address.Certainty == Certainty.Possible ? "; a page is mapped there now, so the addresses may be in use again" : ""),
        AddressKind.Stack when address.Processor is null => "the stack that the small dump saved",
        AddressKind.Stack => "InitialStack of the thread" + (address.Certainty == Certainty.Certain
            ? ", and the processor's stack pointer below"
            : ", and the 24 KiB that every kernel stack has"),
        AddressKind.PageTables => "the entry of the PML4 that points to the PML4",
        AddressKind.SharedUserData => "the address is the same in every Windows",
        AddressKind.NullPage => "Windows maps nothing in the first 64 KiB",
        AddressKind.NonCanonical => "bits 63:47 are not all equal",
        AddressKind.Mapped when address.Translation is null => "the pieces of memory that the small dump kept",
        AddressKind.NotInDump when address.Translation is null => "the dump has no page tables that could be walked",
        AddressKind.Unknown => "nothing",
        _ => "the page tables",
    };

    private static string SymbolEvidence(AddressSymbol symbol) =>
        (symbol.Source == SymbolSource.Export ? ", the export directory" : ", the PDB") + symbol.Relation switch
        {
            SymbolRelation.Same when symbol.Displacement == 0 => "",
            SymbolRelation.Unknown => "; where functions end is not known there",
            _ => ", and the exception directory of the image",
        };

    private static string Unloaded(AddressDescription address) =>
        string.Create(CultureInfo.InvariantCulture, $"<Unloaded_{address.UnloadedDriver?.Name ?? "(no name)"}>+0x{address.Offset:x}");

    private static string Stack(AddressDescription address) => address.Processor is { IsCaptured: false } other ? $"stack of {Thread(other)}" : "stack";

    private static string Thread(Processor processor) => FormattableString.Invariant($"the thread of processor {processor.Number}");

    private static string Shared(AddressDescription address) => string.Create(CultureInfo.InvariantCulture, $"KUSER_SHARED_DATA+0x{address.Offset:x}");

    private static string Rights(Translation? translation) => translation switch
    {
        null => "",
        { Writable: null } => ", brought back by Windows when it is touched",
        _ => $", {(translation.Writable == true ? "read, write" : "read-only")}{(translation.Executable == true ? ", execute" : "")}, {(translation.User == true ? "user" : "kernel")}",
    };
}
