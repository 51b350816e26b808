namespace KdmpParser.Analysis;

/// <summary>
/// The modules to look at first after a crash, in this order. The rule: one begins where it happened, at the instruction that failed or at the call
/// of the bug check, and goes outwards through the calls that led there.
/// <list type="number">
/// <item>The bug check's own word comes first: a driver that a parameter names, or that was unloaded too early.</item>
/// <item>Then the module of the instruction that failed, then one that a parameter points into where it is documented to be code.</item>
/// <item>Then the modules on the call stack, the nearest to the fault first; where the stack cannot be unwound, the values on it that can be return
/// addresses, by their distance from the fault. A value before which no call stands does not count, and one whose code was not captured counts as if it
/// stood twice as far.</item>
/// <item>The kernel and the HAL are where most failures are noticed and where every bug check is called: what is only on the stack of these stands behind
/// the others, and so do the modules that check others and report it (Driver Verifier, the driver framework, watchdog.sys). Where the instruction that failed is
/// their own, they come first like everybody, and <see cref="Facts"/> names the nearest caller of the kernel.</item>
/// <item>Last come modules into which only some other parameter happens to point.</item>
/// <item>Of two with equal evidence, one whose name is not known as a part of Windows comes first. A name can be forged, so it decides nothing else.</item>
/// </list>
/// Watchdogs, hardware errors, damaged memory and crashes that somebody asked for name nobody: then nothing is ranked, and <see cref="ReasonNotRanked"/> says why.
/// </summary>
/// <param name="Modules">In the order of their rank; those that were only seen, where nothing can be ranked.</param>
public sealed record SuspectModules(IReadOnlyList<SuspectModule> Modules)
{
    /// <summary>Why no module is named, in one phrase; <see langword="null"/> when one is.</summary>
    public string? ReasonNotRanked { get; init; }

    /// <summary>The instruction that the search began at; <see langword="null"/> when it began where Windows called its bug check.</summary>
    public VirtualAddress? Place { get; init; }

    /// <summary>What else is known and names no module: one sentence each, such as which process ended. Names in them come from the dump.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>The module to begin with; <see langword="null"/> when none is named.</summary>
    public SuspectModule? First => Modules is [{ Rank: 1 } first, ..] ? first : null;

    /// <summary>One line: the first module, or why there is none.</summary>
    public override string ToString() => First?.ToString() ?? $"no module is named: {ReasonNotRanked}";
}
