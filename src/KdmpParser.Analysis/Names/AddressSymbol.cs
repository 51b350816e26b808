using System.Globalization;

namespace KdmpParser.Analysis;

/// <summary>A symbol of a module, and how an address lies to it.</summary>
/// <param name="ModuleName">The module as WinDbg writes it before the exclamation mark: <c>nt</c> for the kernel, else the file name without its ending.</param>
/// <param name="Name">The symbol as the image or the PDB has it: C++ names are decorated. Not trustworthy: encode it before showing it.</param>
/// <param name="Address">Where the symbol is.</param>
/// <param name="Displacement">How many bytes the address lies behind it; negative where it lies before it.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Relation">Whether the address belongs to it.</param>
public sealed record AddressSymbol(string ModuleName, string Name, VirtualAddress Address, long Displacement, SymbolSource Source, SymbolRelation Relation)
{
    /// <summary>How sure it is that the address is part of what the symbol names; <see langword="null"/> where it is not.</summary>
    public Certainty? Certainty => Relation switch
    {
        SymbolRelation.Same => Analysis.Certainty.Certain,
        SymbolRelation.AnotherFunction => null,

        // A PDB names every function, an image only what others may call.
        _ => Source == SymbolSource.Pdb ? Analysis.Certainty.Likely : Analysis.Certainty.Possible,
    };

    /// <summary>What to keep in mind about the name; <see langword="null"/> where nothing is.</summary>
    public string? Note => Relation switch
    {
        SymbolRelation.AnotherFunction => "another function",
        SymbolRelation.Unknown when Source == SymbolSource.Export => "nearest export below",
        _ => null,
    };

    /// <summary>As WinDbg writes it, and with a distance of zero, too: <c>nt!KeBugCheckEx+0x0</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ModuleName}!{Name}{(Displacement < 0 ? $"-0x{unchecked(-Displacement):x}" : $"+0x{Displacement:x}")}");
}
