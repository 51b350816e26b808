using System.Collections.Immutable;

namespace KdmpParser.Analysis;

/// <summary>What a bug check means: the code in plain sentences, each parameter with what it is, and what to look at next.</summary>
/// <param name="BugCheck">What the dump records.</param>
/// <param name="Parameters">The four parameters, in order.</param>
public sealed record BugCheckExplanation(BugCheck BugCheck, ImmutableArray<BugCheckParameter> Parameters)
{
    /// <summary>What the code means, in one to three sentences for somebody who knows C; <see langword="null"/> where nothing more than its name is known.</summary>
    public string? Meaning { get; init; }

    /// <summary>
    /// What the code, or rather its subcode, says happened in particular; <see langword="null"/> where the code has none, or none that is public.
    /// </summary>
    public string? Cause { get; init; }

    /// <summary>
    /// Why nobody can be blamed for what this code reports: hardware, a watchdog, memory that was corrupt before, a crash on purpose. Drivers that the
    /// parameters lead to are then where something showed, and not who did it. <see langword="null"/> where the code may well point to a driver.
    /// </summary>
    public string? ReasonNotToBlame { get; init; }

    /// <summary>Whether there is a <see cref="ReasonNotToBlame"/>.</summary>
    public bool BlamesNoDriver => ReasonNotToBlame is not null;

    /// <summary>Commands that this dump can answer, the most useful first.</summary>
    public ImmutableArray<SuggestedCommand> NextCommands { get; init; } = [];

    /// <summary>One line: the code, its name, and what it says in particular.</summary>
    public override string ToString() => Cause is null ? BugCheck.ToString() : $"{BugCheck}: {Cause}";
}
