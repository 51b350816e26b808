using KdmpParser.Analysis;
using KdmpParser.Analysis.BugChecks;

namespace KdmpParser;

// Why Windows stopped.
public static partial class KernelDumpAnalysis
{
    /// <summary>
    /// Explains the bug check: what the code means, what each parameter is, with the structures that they point to, and what to look at next.
    /// <see langword="null"/> when the dump records none.
    /// </summary>
    /// <param name="dump">The dump.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static BugCheckExplanation? ExplainBugCheck(this KernelDump dump)
    {
        ArgumentNullException.ThrowIfNull(dump);
        dump.VirtualMemory.ThrowIfDisposed();
        return dump.BugCheck is { } bugCheck ? BugCheckExplainer.Explain(dump, bugCheck) : null;
    }
}
