using KdmpParser.Analysis;
using KdmpParser.Analysis.Suspects;

namespace KdmpParser;

// Which modules to look at first.
public static partial class KernelDumpAnalysis
{
    /// <summary>
    /// Ranks the modules that may have to do with a crash, each with what speaks for it; <see cref="SuspectModules"/> has the rule. A module that is first is
    /// where to begin: drivers that damage memory are rarely on the stack of the crash that follows.
    /// </summary>
    /// <param name="dump">The dump.</param>
    /// <returns>The modules in the order of their rank, or why none can be named.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static SuspectModules FindSuspects(this KernelDump dump)
    {
        ArgumentNullException.ThrowIfNull(dump);
        return SuspectSearch.Run(dump, dump.Unwind, dump.FindReturnCandidates);
    }
}
