namespace KdmpParser.Analysis;

/// <summary>Executable memory that is worth a look. A fact, and no verdict: Windows itself and honest programs have such memory, too.</summary>
/// <param name="Region">Where, with its rights; a part of what is mapped alike where only a part is meant.</param>
public sealed record CodeRegion(VirtualRegion Region)
{
    /// <summary>The module that it lies in; <see langword="null"/> outside of all modules.</summary>
    public LoadedModule? Module { get; init; }

    /// <summary>Name of the section of that module that it begins in; <see langword="null"/> where that cannot be read. Not trustworthy: encode it before showing it.</summary>
    public string? Section { get; init; }

    /// <summary>
    /// The module that its large page covers, too: Windows can map an image with pages of 2 MiB, which then have its rights from end to end.
    /// </summary>
    public LoadedModule? LargePageOf { get; init; }

    /// <summary>The driver that was there before it was unloaded.</summary>
    public UnloadedDriver? UnloadedDriver { get; init; }

    /// <summary>One line: where, with which rights, and in which module.</summary>
    public override string ToString() => (Module ?? LargePageOf) is { } module ? $"{Region} {(Module is null ? "beside " : "")}{module.Name ?? "(no name)"}{(Section is null ? "" : " " + Section)}" : Region.ToString();
}
