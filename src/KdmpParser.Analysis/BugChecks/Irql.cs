namespace KdmpParser.Analysis.BugChecks;

/// <summary>Interrupt request levels. wdm.h has the same for x64 (_AMD64_) and for ARM64.</summary>
internal static class Irql
{
    /// <summary>HIGH_LEVEL.</summary>
    private const ulong Highest = 15;

    /// <returns><see langword="null"/> for a value above the highest level, which is none.</returns>
    public static string? Name(ulong level) => level switch
    {
        0 => "PASSIVE_LEVEL",
        1 => "APC_LEVEL",
        2 => "DISPATCH_LEVEL",
        13 => "CLOCK_LEVEL",
        14 => "IPI_LEVEL",
        Highest => "HIGH_LEVEL",
        < Highest => FormattableString.Invariant($"a level of device interrupts ({level})"),
        _ => null,
    };
}
