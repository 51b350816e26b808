using KdmpParser.Analysis;
using KdmpParser.Analysis.Code;

namespace KdmpParser;

// How the processor came where it stood.
public static partial class KernelDumpAnalysis
{
    /// <summary>Unwinds a stack with the unwind data of the images.</summary>
    /// <param name="dump">The dump.</param>
    /// <param name="context">Where to begin: one of <see cref="KernelDump.Contexts"/>, or that of a <see cref="Processor"/>.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static Backtrace Unwind(this KernelDump dump, CpuContext context)
    {
        ArgumentNullException.ThrowIfNull(dump);
        ArgumentNullException.ThrowIfNull(context);
        return new(context, []);
    }

    /// <summary>The values on the stack that lie in a module, each with what speaks for its being a return address.</summary>
    /// <param name="dump">The dump.</param>
    /// <param name="context">Whose stack; all that a small dump saved, or that of the header's registers, where it is <see langword="null"/>.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static CapturedList<ReturnCandidate> FindReturnCandidates(this KernelDump dump, CpuContext? context)
    {
        ArgumentNullException.ThrowIfNull(dump);
        CapturedList<StackCandidate> found = context is null ? dump.FindStackCandidates() : dump.FindStackCandidates(context);
        return new(new CandidateReader(Of(dump)).Read(found, context ?? dump.Contexts.FirstOrDefault()), found.Failure);
    }
}
