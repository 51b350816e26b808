namespace KdmpParser.Analysis;

/// <summary>Everything that is known of an address.</summary>
/// <param name="Description">What it is called.</param>
public sealed record AddressSurroundings(AddressDescription Description)
{
    /// <summary>The section of the image that it lies in; <see langword="null"/> outside of sections.</summary>
    public PeSection? Section { get; init; }

    /// <summary>Why the sections of the image cannot be had; <see langword="null"/> when they can.</summary>
    public KernelDataFailure? SectionFailure { get; init; }

    /// <summary>The symbol at the address or nearest before it, in the same section.</summary>
    public AddressSymbol? Before => Description.Symbol;

    /// <summary>The symbol nearest behind it, in the same section; its displacement is negative.</summary>
    public AddressSymbol? Behind { get; init; }

    /// <summary>The function that it lies in, as the image's exception directory says.</summary>
    public FunctionBounds? Function { get; init; }

    /// <summary>Why it is not known whether there is a <see cref="Function"/>; <see langword="null"/> when it is.</summary>
    public KernelDataFailure? FunctionFailure { get; init; }

    /// <summary>Where the names in the module come from.</summary>
    public ModuleSymbols? Symbols { get; init; }

    /// <summary>The drivers that were there before they were unloaded; what is there now came later.</summary>
    public IReadOnlyList<UnloadedDriver> UnloadedDrivers { get; init; } = [];

    /// <summary>The walk through the page tables; <see langword="null"/> in dumps without page tables.</summary>
    public Translation? Translation { get; init; }

    /// <summary>Why the byte is not in a dump without page tables; <see langword="null"/> when it is.</summary>
    public MemoryFailure? Failure { get; init; }

    /// <summary>What <see cref="Description"/> says.</summary>
    public override string ToString() => $"{Description.Address}: {Description}";
}
