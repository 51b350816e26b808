namespace KdmpParser.Analysis;

/// <summary>Something that an image in memory and the list of modules say differently. A fact, and no verdict.</summary>
/// <param name="Module">The module, as the list has it.</param>
/// <param name="Kind">What differs.</param>
public sealed record ImageDifference(LoadedModule Module, ImageDifferenceKind Kind)
{
    /// <summary>What the list says; <see langword="null"/> where it is not about a number.</summary>
    public ulong? Listed { get; init; }

    /// <summary>What the image says, or for <see cref="ImageDifferenceKind.NoHeader"/> its first eight bytes.</summary>
    public ulong? Found { get; init; }

    /// <summary>Where: the first page of <see cref="ImageDifferenceKind.WritableCode"/>, else the image.</summary>
    public VirtualAddress? Address { get; init; }

    /// <summary>The size in bytes of the page that is mapped writable: a large one has the same rights for all in it; <see langword="null"/> for other differences.</summary>
    public long? PageSize { get; init; }

    /// <summary>Which section; <see langword="null"/> where it is about none. Not trustworthy: encode it before showing it.</summary>
    public string? Section { get; init; }

    /// <summary>Why nothing was compared.</summary>
    public KernelDataFailure? Failure { get; init; }

    /// <summary>One line: the module, what differs, and both values.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Module.Name ?? "(no name)"} {Kind}{(Listed is { } listed ? $": listed 0x{listed:x}" : "")}{(Found is { } found ? $", found 0x{found:x}" : "")}{(Section is null ? "" : $" {Section} at {Address}")}");
}
