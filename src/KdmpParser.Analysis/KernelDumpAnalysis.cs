using System.Runtime.CompilerServices;
using KdmpParser.Analysis;

namespace KdmpParser;

/// <summary>
/// What can be concluded from a dump. In the namespace of <see cref="KernelDump"/>, so that these methods are there as soon as the package is.
/// What was read for an answer (images, their exports and unwind tables) is kept as long as the dump is.
/// </summary>
public static partial class KernelDumpAnalysis
{
    private static readonly ConditionalWeakTable<KernelDump, AnalyzedDump> s_analyzed = [];

    internal static AnalyzedDump Of(KernelDump dump)
    {
        ArgumentNullException.ThrowIfNull(dump);
        return s_analyzed.GetValue(dump, static dump => new(dump));
    }
}
