namespace KdmpParser.Analysis;

/// <summary>A module that may have to do with a crash, and what speaks for that. It is where to begin, and no verdict.</summary>
/// <param name="Name">File name; small dumps cut those of unloaded drivers. Not trustworthy: encode it before showing it.</param>
/// <param name="Evidence">The facts, the strongest first, and of several of one kind the one nearest to the fault.</param>
public sealed record SuspectModule(string? Name, IReadOnlyList<SuspectEvidence> Evidence)
{
    /// <summary>Its place in the ranking, from 1 on; <see langword="null"/> where nothing was ranked: it was only seen.</summary>
    public int? Rank { get; init; }

    /// <summary>The loaded module; <see langword="null"/> for an unloaded driver.</summary>
    public LoadedModule? Module { get; init; }

    /// <summary>The driver that was unloaded before.</summary>
    public UnloadedDriver? UnloadedDriver { get; init; }

    /// <summary>Which part of Windows has this file name; <see langword="null"/> for other names. A name alone can be forged.</summary>
    public string? WindowsPart { get; init; }

    /// <summary>One line: rank, name and the strongest fact.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{(Rank is { } rank ? $"{rank}. " : "")}{Name ?? "(no name)"}{(UnloadedDriver is null ? "" : " (unloaded)")}{(Evidence is [var first, ..] ? $": {first}" : "")}");
}
