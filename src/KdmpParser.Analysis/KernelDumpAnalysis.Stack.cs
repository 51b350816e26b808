using KdmpParser.Analysis;
using KdmpParser.Analysis.Code;
using KdmpParser.Analysis.Stacks;

namespace KdmpParser;

// How the processor came where it stood.
public static partial class KernelDumpAnalysis
{
    /// <summary>
    /// Unwinds a stack of an x64 machine with the unwind data of the images (.pdata, "x64 exception handling" of Microsoft's documentation), as the system
    /// itself does when it handles an exception. Every frame says how it was found and how sure that is.
    /// </summary>
    /// <remarks>
    /// It ends where the thread began, or in user mode, or where the dump does not say how to go on, and <see cref="Backtrace.Failure"/> says why: unwind data,
    /// code or stack that is not in the dump, an address in no module, a stack that contradicts itself, more than <see cref="KernelDumpLimits.StackFrames"/>.
    /// Small dumps seldom hold unwind data: <see cref="FindReturnCandidates"/> has what is left then.
    /// </remarks>
    /// <param name="dump">The dump.</param>
    /// <param name="context">Where to begin: one of <see cref="KernelDump.Contexts"/>, or that of a <see cref="Processor"/>, whose address space is used then.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static Backtrace Unwind(this KernelDump dump, CpuContext context)
    {
        ArgumentNullException.ThrowIfNull(dump);
        ArgumentNullException.ThrowIfNull(context);
        dump.VirtualMemory.ThrowIfDisposed();
        return StackWalk.Run(Of(dump), context);
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
